package io.blueprintfaas.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasDeploymentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Versions, the alias, snapshots and provisioned concurrency: what callers get, and when.
 */
class LambdaAliasTests extends FakeLambdaTests {

	private static final LifecycleJobs SNAPSHOT = LifecycleJobs.job().key("snap-start", "true");

	@Test
	void movesTheAliasOnlyWhenTheSnapshotIsReady() {
		deploy(SNAPSHOT, "one");
		this.lambda.take();
		this.lambda.behaviour.before = (operation) -> {
			if (operation.equals("UpdateAlias")) {
				assertThat(this.lambda.function(FUNCTION).configuration("2")).containsEntry("State", "Active");
			}
		};
		deploy(SNAPSHOT, "two");
		assertThat(served()).isEqualTo("2");
		assertThat(this.lambda.take()).containsSubsequence("PublishVersion", "GetFunction", "GetFunction",
				"GetFunction", "GetFunction", "UpdateAlias");
		assertThat(this.steps)
			.contains("waiting for the version to be ready: it is in state Pending, last update Successful");
	}

	@Test
	void keepsTheAliasWhenTheSnapshotFails() {
		deploy(SNAPSHOT, "one");
		this.lambda.behaviour.versionFailure = Map.entry("FunctionError.RuntimeInitError",
				"The application did not start");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(SNAPSHOT, "two"))
			.withMessageContaining(
					"version 2: it failed: The application did not start (FunctionError.RuntimeInitError); callers keep the version they have")
			.satisfies((ex) -> assertThat(ex.getStep()).isEqualTo("waiting for the version to be ready"));
		assertThat(served()).isEqualTo("1");
		assertThat(this.lambda.function(FUNCTION).versions).containsOnlyKeys(1);
		this.lambda.behaviour.versionFailure = null;
		this.lambda.take();
		deploy(SNAPSHOT, "two");
		assertThat(served()).isEqualTo("3");
		assertThat(this.lambda.take()).doesNotContain("UpdateFunctionCode");
	}

	@Test
	void replacesAFailedVersionThatWasLeftBehind() {
		deploy(SNAPSHOT, "one");
		this.lambda.behaviour.versionFailure = Map.entry("InternalError", "no");
		this.lambda.behaviour.refuse("DeleteFunction", 1, FakeLambdaException.invalid("not now"));
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(SNAPSHOT, "two"));
		assertThat(this.lambda.function(FUNCTION).versions).containsOnlyKeys(1, 2);
		this.lambda.behaviour.versionFailure = null;
		deploy(SNAPSHOT, "two");
		assertThat(served()).isEqualTo("3");
		assertThat(this.lambda.function(FUNCTION).versions).containsOnlyKeys(1, 3);
	}

	@Test
	void callersNeverLoseWarmInstances() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(null, 3);
		deploy(job, "one");
		assertThat(provisioned()).containsExactly(Map.entry("1", 3));
		this.lambda.take();
		this.lambda.behaviour.before = (operation) -> {
			String served = served();
			assertThat(this.lambda.function(FUNCTION).provisioned.get(served))
				.as("%s while %s is served", operation, served)
				.containsEntry("Status", "READY");
		};
		deploy(job, "two");
		assertThat(served()).isEqualTo("2");
		assertThat(provisioned()).containsExactly(Map.entry("2", 3));
		assertThat(this.lambda.take()).containsSubsequence("PublishVersion", "PutProvisionedConcurrencyConfig",
				"GetProvisionedConcurrencyConfig", "GetProvisionedConcurrencyConfig", "GetProvisionedConcurrencyConfig",
				"UpdateAlias", "DeleteProvisionedConcurrencyConfig");
	}

	@Test
	void keepsTheAliasWhenNoInstancesCanBeProvisioned() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(null, 3);
		deploy(job, "one");
		this.lambda.behaviour.provisionedFailure = "The account has no concurrency left";
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(job, "two"))
			.withMessageContaining(
					"it failed for version 2: The account has no concurrency left; callers keep the version they have")
			.satisfies((ex) -> assertThat(ex.getStep()).isEqualTo("waiting for the provisioned concurrency"));
		assertThat(served()).isEqualTo("1");
		assertThat(provisioned()).containsExactly(Map.entry("1", 3));
		this.lambda.behaviour.provisionedFailure = null;
		this.lambda.take();
		deploy(job, "two");
		assertThat(served()).isEqualTo("2");
		assertThat(this.lambda.take()).doesNotContain("UpdateFunctionCode");
	}

	@Test
	void changesTheNumberOfWarmInstancesInPlace() {
		deploy(LifecycleJobs.job().concurrency(null, 3), "one");
		this.lambda.take();
		assertThat(deploy(LifecycleJobs.job().concurrency(null, 5), "one").changed()).isTrue();
		assertThat(provisioned()).containsExactly(Map.entry("1", 5));
		assertThat(this.lambda.take()).doesNotContain("PublishVersion", "UpdateAlias");
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isTrue();
		assertThat(provisioned()).isEmpty();
		assertThat(this.lambda.take()).doesNotContain("PublishVersion", "UpdateAlias");
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isFalse();
	}

	@Test
	void sharesTheReservedConcurrencyBetweenBothVersions() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(5, 3);
		deploy(job, "one");
		deploy(job, "two");
		assertThat(served()).isEqualTo("2");
		assertThat(provisioned()).containsExactly(Map.entry("2", 3));
		assertThat(this.steps).contains("provisioning concurrency: 2 for version 2",
				"provisioning concurrency: 3 for version 2");
	}

	@Test
	void saysThatCallersWaitWhenThereIsRoomForOneVersionOnly() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(3, 3);
		deploy(job, "one");
		deploy(job, "two");
		assertThat(served()).isEqualTo("2");
		assertThat(provisioned()).containsExactly(Map.entry("2", 3));
		assertThat(this.steps).contains(
				"the reserved concurrency has no room for instances of both versions: callers will wait for cold ones");
	}

	@Test
	void removesInstancesThatAnInterruptedDeploymentLeft() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(null, 3);
		deploy(job, "one");
		this.lambda.behaviour.refuse("DeleteProvisionedConcurrencyConfig", 1, FakeLambdaException.invalid("not now"));
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(job, "two"));
		assertThat(provisioned()).containsOnlyKeys("1", "2");
		deploy(job, "two");
		assertThat(provisioned()).containsOnlyKeys("2");
	}

	@Test
	void leavesInstancesOfOtherAliasesAlone() {
		deploy(LifecycleJobs.job().concurrency(null, 3), "one");
		FakeFunction function = this.lambda.function(FUNCTION);
		function.putAlias(new HashMap<>(Map.of("FunctionVersion", "1")), "beta");
		deploy(LifecycleJobs.job().concurrency(null, 3), "two");
		assertThat(provisioned()).containsOnlyKeys("1", "2");
	}

	@Test
	void keepsTheVersionBeforeAndThoseThatOthersName() {
		deploy(LifecycleJobs.job(), "one");
		FakeFunction function = this.lambda.function(FUNCTION);
		function.putAlias(new HashMap<>(Map.of("FunctionVersion", "1")), "beta");
		deploy(LifecycleJobs.job(), "two");
		function.versions.get(2).put("Description", "by hand");
		for (String content : List.of("three", "four", "five", "six")) {
			deploy(LifecycleJobs.job(), content);
		}
		assertThat(served()).isEqualTo("6");
		assertThat(function.versions).containsOnlyKeys(1, 2, 5, 6);
	}

	@Test
	void succeedsThoughOldVersionsCannotBeRemoved() {
		deploy(LifecycleJobs.job(), "one");
		deploy(LifecycleJobs.job(), "two");
		this.lambda.behaviour.refuse("DeleteFunction", 1,
				new FakeLambdaException(403, "AccessDeniedException", "not allowed"));
		assertThat(deploy(LifecycleJobs.job(), "three").changed()).isTrue();
		assertThat(this.steps).anyMatch((step) -> step.startsWith("old versions are left over: ")
				&& step.contains("allow lambda:DeleteFunction"));
	}

	@Test
	void endsASplitOfTheCalls() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.function(FUNCTION).aliases.get("live")
			.put("RoutingConfig", Map.of("AdditionalVersionWeights", Map.of("1", 0.1)));
		deploy(LifecycleJobs.job(), "two");
		assertThat(this.lambda.function(FUNCTION).aliases.get("live").get("RoutingConfig"))
			.isEqualTo(Map.of("AdditionalVersionWeights", Map.of()));
	}

	@Test
	void returnsToAVersionBehindTheAliasWithoutUploading() {
		deploy(LifecycleJobs.job(), "one");
		deploy(LifecycleJobs.job(), "two");
		this.lambda.function(FUNCTION).aliases.get("live").put("FunctionVersion", "1");
		this.lambda.take();
		assertThat(deploy(LifecycleJobs.job(), "two").changed()).isTrue();
		assertThat(served()).isEqualTo("2");
		assertThat(this.lambda.take()).doesNotContain("UpdateFunctionCode", "UpdateFunctionConfiguration");
	}

	@Test
	void publishesNothingForCallersOfTheUnpublishedCode() {
		foreign("resize");
		LifecycleJobs job = LifecycleJobs.job().function("resize");
		assertThat(deploy(job, "one").changed()).isTrue();
		assertThat(this.lambda.take()).doesNotContain("PublishVersion", "CreateAlias",
				"ListProvisionedConcurrencyConfigs");
		assertThat(deploy(job, "one").changed()).isFalse();
		assertThat(this.lambda.take()).containsExactly("GetFunction");
	}

	private Map<String, Object> provisioned() {
		Map<String, Object> numbers = new TreeMap<>();
		this.lambda.function(FUNCTION).provisioned
			.forEach((version, config) -> numbers.put(version, config.get("RequestedProvisionedConcurrentExecutions")));
		return numbers;
	}

}
