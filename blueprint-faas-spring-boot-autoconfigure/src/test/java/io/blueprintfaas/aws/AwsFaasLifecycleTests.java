package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Deploying code and configuration to a control plane that takes its time, is used by
 * others too, and refuses.
 */
class AwsFaasLifecycleTests extends FakeLambdaTests {

	private static final FakeLambdaException UNKNOWN_ROLE = FakeLambdaException
		.invalid("The role defined for the function cannot be assumed by Lambda.");

	private static final FakeLambdaException CONFLICT = FakeLambdaException
		.conflict("The operation cannot be performed at this time. An update is in progress for resource: x");

	@Test
	void waitsUntilANewFunctionIsActive() {
		this.lambda.behaviour.pendingLooks = 4;
		FaasDeployment deployment = deploy(LifecycleJobs.job(), "one");
		assertThat(deployment.changed()).isTrue();
		assertThat(deployment.status()).isEqualTo("active");
		assertThat(served()).isEqualTo("1");
		assertThat(this.lambda.take()).containsExactly("GetFunction", "CreateFunction", "GetFunction", "GetFunction",
				"GetFunction", "GetFunction", "GetFunction", "GetFunction", "PublishVersion",
				"ListProvisionedConcurrencyConfigs", "GetFunction", "CreateAlias", "GetFunction");
		assertThat(this.steps).contains("waiting for the function to be ready: it is in state Pending",
				"waiting for the function to be ready: it is in state Active, last update Successful");
	}

	@Test
	void saysWhyANewFunctionFailed() {
		this.lambda.behaviour.functionFailure = Map.entry("EniLimitExceeded", "No network interface left");
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "waiting for the function to be ready",
				"it failed: No network interface left (EniLimitExceeded)");
		assertThat(served()).isNull();
		this.lambda.behaviour.functionFailure = null;
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isTrue();
		assertThat(served()).isEqualTo("1");
	}

	@Test
	void updatesCodeThenConfigurationEachWaitedFor() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.take();
		deploy(LifecycleJobs.job().memory("2GB"), "two");
		assertThat(this.lambda.take()).containsExactly("GetFunction", "UpdateFunctionCode", "GetFunction",
				"GetFunction", "GetFunction", "UpdateFunctionConfiguration", "GetFunction", "GetFunction",
				"GetFunction", "GetFunction", "PublishVersion", "ListProvisionedConcurrencyConfigs", "GetFunction",
				"GetAlias", "UpdateAlias", "ListVersionsByFunction", "ListVersionsByFunction", "ListAliases",
				"GetFunction");
		assertThat(served()).isEqualTo("2");
	}

	@Test
	void changesNothingWhenNothingChanged() {
		LifecycleJobs job = LifecycleJobs.job()
			.environment(Map.of("KEY1", "value"))
			.key("layers", "arn:aws:lambda:us-east-1:123456789012:layer:fonts:3")
			.key("subnet-ids", "subnet-1,subnet-2")
			.key("security-group-ids", "sg-1")
			.key("ephemeral-storage", "1GB")
			.key("architecture", "arm64")
			.key("tags.team", "imaging")
			.key("invocation-type", "event")
			.concurrency(5, 2);
		deploy(job, "one");
		this.lambda.take();
		FaasDeployment again = deploy(job, "one");
		assertThat(again.changed()).isFalse();
		assertThat(again.sha256()).isEqualTo(TestPackages.of(this.folder, "one").sha256());
		assertThat(this.lambda.take()).containsExactly("GetFunction", "GetFunction",
				"ListProvisionedConcurrencyConfigs", "GetFunctionEventInvokeConfig");
		assertThat(this.steps).last().isEqualTo("nothing to change");
	}

	@Test
	void tellsWhatDeployingWouldChangeAndChangesNothing() {
		assertThat(differences(LifecycleJobs.job(), "one")).isNull();
		deploy(LifecycleJobs.job(), "one");
		this.lambda.take();
		assertThat(differences(LifecycleJobs.job(), "one")).isEmpty();
		assertThat(differences(LifecycleJobs.job().memory("2GB"), "two")).containsExactly("package", "memory");
		assertThat(this.lambda.take()).containsOnly("GetFunction");
	}

	private List<String> differences(LifecycleJobs job, String content) {
		return lifecycle(job).differences(TestPackages.of(this.folder, content), job.settings()).block();
	}

	@Test
	void takesBackWhatIsConfiguredNoMore() {
		LifecycleJobs job = LifecycleJobs.job()
			.environment(Map.of("KEY1", "value"))
			.key("layers", "arn:aws:lambda:us-east-1:123456789012:layer:fonts:3")
			.key("subnet-ids", "subnet-1")
			.key("security-group-ids", "sg-1")
			.key("snap-start", "true");
		deploy(job, "one");
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isTrue();
		assertThat(this.steps)
			.contains("updating the configuration: environment, layers, subnet-ids, security-group-ids, snap-start");
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isFalse();
	}

	@Test
	void sendsTheArchitectureWithTheCode() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.take();
		deploy(LifecycleJobs.job().shared("architecture", "arm64"), "one");
		assertThat(this.lambda.take()).contains("UpdateFunctionCode").doesNotContain("UpdateFunctionConfiguration");
		assertThat(this.lambda.function(FUNCTION).configuration("live").get("Architectures"))
			.isEqualTo(List.of("arm64"));
	}

	@Test
	void keepsTheAliasWhenAnUpdateFails() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.behaviour.updateFailure = Map.entry("InvalidZipFileException", "The zip is broken");
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "two"), "updating the code",
				"it failed: The zip is broken (InvalidZipFileException)");
		assertThat(served()).isEqualTo("1");
		assertThat(lifecycle(LifecycleJobs.job()).deployment().block().sha256())
			.isEqualTo(TestPackages.of(this.folder, "one").sha256());
		this.lambda.behaviour.updateFailure = null;
		assertThat(deploy(LifecycleJobs.job(), "two").changed()).isTrue();
		assertThat(served()).isEqualTo("2");
	}

	@Test
	void waitsForTheUpdateOfSomebodyElse() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.behaviour.updateLooks = 5;
		this.lambda.function(FUNCTION).beginForeignUpdate(Map.of("MemorySize", 3008));
		this.lambda.take();
		assertThat(deploy(LifecycleJobs.job(), "two").memory()).isEqualTo(DataSize.ofMegabytes(1024));
		assertThat(this.lambda.take()).startsWith("GetFunction", "GetFunction", "GetFunction", "GetFunction")
			.contains("UpdateFunctionCode", "UpdateFunctionConfiguration");
	}

	@Test
	void looksAgainAfterAConflict() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.behaviour.refuse("UpdateFunctionCode", 2, CONFLICT);
		this.lambda.behaviour.refuse("PublishVersion", 1, CONFLICT);
		this.lambda.take();
		assertThat(deploy(LifecycleJobs.job(), "two").changed()).isTrue();
		List<String> requests = this.lambda.take();
		assertThat(requests).filteredOn("UpdateFunctionCode"::equals).hasSize(3);
		assertThat(requests).filteredOn("PublishVersion"::equals).hasSize(2);
		assertThat(served()).isEqualTo("2");
	}

	@Test
	void createsInTurnWhenSomebodyElseWasFaster() {
		this.lambda.behaviour.before = (operation) -> {
			if (operation.equals("CreateFunction") && !this.lambda.has(FUNCTION)) {
				foreign(FUNCTION).tags.put("blueprint-faas:job", "square");
			}
		};
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isTrue();
		assertThat(this.lambda.take()).contains("CreateFunction", "UpdateFunctionCode");
		assertThat(served()).isEqualTo("1");
	}

	@Test
	void givesUpWhenAConflictDoesNotEnd() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.behaviour.refuse("UpdateFunctionCode", Integer.MAX_VALUE, CONFLICT);
		assertDeploymentFails(
				() -> lifecycle(LifecycleJobs.job(), Duration.ofMillis(300))
					.deploy(TestPackages.of(this.folder, "two"), LifecycleJobs.job().settings(), FaasProgress.NONE)
					.block(),
				"updating the code", "AWS answered 409 ResourceConflictException",
				"another change of function 'blueprint-job-7' is under way: deploy again when it has ended");
	}

	@Test
	void detectsThatSomebodyElseChangedTheFunctionMeanwhile() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.behaviour.before = (operation) -> {
			if (operation.equals("UpdateFunctionCode")) {
				this.lambda.behaviour.before = (next) -> {
				};
				this.lambda.behaviour.updateLooks = 0;
				this.lambda.function(FUNCTION).beginForeignUpdate(Map.of("MemorySize", 3008));
				this.lambda.function(FUNCTION).look(null);
			}
		};
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(LifecycleJobs.job(), "two"))
			.withMessageContaining(
					"someone else changed function 'blueprint-job-7' meanwhile: look at what is deployed, and deploy again")
			.withCauseInstanceOf(PreconditionFailedException.class);
		assertThat(served()).isEqualTo("1");
	}

	@Test
	void waitsForANewRole() {
		this.lambda.behaviour.refuse("CreateFunction", 3, UNKNOWN_ROLE);
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isTrue();
		assertThat(this.lambda.take()).filteredOn("CreateFunction"::equals).hasSize(4);
		assertThat(this.steps).contains("waiting for the role to be known to Lambda");
	}

	@Test
	void givesUpOnARoleThatStaysUnknown() {
		this.lambda.behaviour.refuse("CreateFunction", Integer.MAX_VALUE, UNKNOWN_ROLE);
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "creating the function",
				"cannot be assumed by Lambda", "let 'lambda.amazonaws.com' assume the role in its trust policy");
	}

	@Test
	void doesNotRepeatWhatIsInvalid() {
		this.lambda.behaviour.refuse("CreateFunction", 1, FakeLambdaException.invalid("Unzipped size must be smaller"));
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "creating the function",
				"AWS answered 400 InvalidParameterValueException: Unzipped size must be smaller");
		assertThat(this.lambda.take()).filteredOn("CreateFunction"::equals).hasSize(1);
	}

	@Test
	void repeatsWhatIsThrottled() {
		FakeLambdaException throttled = new FakeLambdaException(429, "TooManyRequestsException", "Rate exceeded");
		this.lambda.behaviour.refuse("CreateFunction", 2, throttled);
		this.lambda.behaviour.refuse("PublishVersion", 2, throttled);
		assertThat(deploy(LifecycleJobs.job(), "one").changed()).isTrue();
	}

	@Test
	void doesNotTakeAnyFailureForAnAbsentFunction() {
		this.lambda.behaviour.refuse("GetFunction", Integer.MAX_VALUE,
				new FakeLambdaException(403, "AccessDeniedException", "User x is not authorized"));
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "looking at what is deployed",
				"AWS answered 403 AccessDeniedException: User x is not authorized",
				"allow lambda:GetFunction to the AWS credentials that the application uses");
		assertThat(this.lambda.take()).doesNotContain("CreateFunction");
	}

	@Test
	void namesTheRightThatIsMissing() {
		this.lambda.behaviour.refuse("CreateFunction", 1, new FakeLambdaException(403, "AccessDeniedException",
				"User x is not authorized to perform: iam:PassRole on resource: y"));
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "creating the function",
				"allow iam:PassRole on the role of the function");
		this.lambda.behaviour.refuse("CreateFunction", 1,
				new FakeLambdaException(403, "AccessDeniedException", "User x is not authorized"));
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "creating the function",
				"allow lambda:CreateFunction");
	}

	@Test
	void saysThatCredentialsHaveExpired() {
		this.lambda.behaviour.refuse("GetFunction", Integer.MAX_VALUE,
				new FakeLambdaException(403, "ExpiredTokenException", "The security token is expired"));
		assertDeploymentFails(() -> deploy(LifecycleJobs.job(), "one"), "looking at what is deployed",
				"renew the AWS credentials that the application uses");
	}

	@Test
	void saysThatCredentialsAreMissing() {
		AwsCredentialsProvider none = () -> {
			throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
		};
		try (LambdaAsyncClient client = LambdaAsyncClient.builder()
			.region(Region.US_EAST_1)
			.endpointOverride(this.lambda.uri())
			.credentialsProvider(none)
			.httpClientBuilder(AwsCrtAsyncHttpClient.builder())
			.build()) {
			assertLooksFor(Mono.just(client),
					"there are no credentials for AWS; set 'spring.cloud.aws.credentials.access-key'");
		}
	}

	@Test
	void saysThatTheRegionIsMissing() {
		assertLooksFor(
				Mono.error(new LambdaClientException(SdkClientException.create("Unable to load region from any of x"))),
				"there is no AWS region; set 'spring.cloud.aws.region.static'");
	}

	private void assertLooksFor(Mono<LambdaAsyncClient> client, String message) {
		LifecycleJobs job = LifecycleJobs.job();
		AwsFaasLifecycle lifecycle = new AwsFaasLifecycle(job.definition(), job.properties(), client, null);
		assertDeploymentFails(
				() -> lifecycle.deploy(TestPackages.of(this.folder, "one"), job.settings(), FaasProgress.NONE).block(),
				"looking at what is deployed", message);
	}

	@Test
	void saysWhatStateItIsInWhenTimeIsOver() {
		this.lambda.behaviour.pendingLooks = Integer.MAX_VALUE;
		assertDeploymentFails(
				() -> lifecycle(LifecycleJobs.job(), Duration.ofMillis(500))
					.deploy(TestPackages.of(this.folder, "one"), LifecycleJobs.job().settings(), FaasProgress.NONE)
					.block(),
				"waiting for the function to be ready", "it is in state Pending", "blueprint.faas.aws.deploy-timeout");
	}

	@Test
	void stopsLookingWhenCancelled() {
		this.lambda.behaviour.pendingLooks = Integer.MAX_VALUE;
		Disposable deployment = deploying(LifecycleJobs.job(), "one").subscribe();
		Awaitility.await().until(() -> this.lambda.take().contains("GetFunction") && this.lambda.has(FUNCTION));
		deployment.dispose();
		this.lambda.take();
		Awaitility.await()
			.pollDelay(Duration.ofMillis(300))
			.untilAsserted(() -> assertThat(this.lambda.take()).hasSizeLessThanOrEqualTo(1));
		Awaitility.await()
			.pollDelay(Duration.ofMillis(300))
			.untilAsserted(() -> assertThat(this.lambda.take()).isEmpty());
	}

	@Test
	void leavesAStoppedFunctionStopped() {
		deploy(LifecycleJobs.job().concurrency(5, 0), "one");
		assertThat(this.lambda.function(FUNCTION).reserved).isEqualTo(5);
		this.lambda.function(FUNCTION).reserved = 0;
		deploy(LifecycleJobs.job().concurrency(5, 0), "two");
		assertThat(this.lambda.function(FUNCTION).reserved).isZero();
		assertThat(this.steps)
			.contains("the reserved concurrency is 0: the function stays stopped until somebody removes that");
	}

	@Test
	void setsHowEventsAreRetried() {
		LifecycleJobs job = LifecycleJobs.job().key("invocation-type", "event");
		deploy(job, "one");
		assertThat(this.lambda.function(FUNCTION).events.get("live")).containsEntry("MaximumRetryAttempts", 0);
		this.lambda.function(FUNCTION).events.get("live").put("MaximumEventAgeInSeconds", 60);
		assertThat(deploy(job.asIdempotent(), "one").changed()).isTrue();
		assertThat(this.lambda.function(FUNCTION).events.get("live")).containsEntry("MaximumRetryAttempts", 2)
			.containsEntry("MaximumEventAgeInSeconds", 60);
	}

	@Test
	void leavesEventsOfOtherJobsAlone() {
		deploy(LifecycleJobs.job(), "one");
		assertThat(this.lambda.take()).doesNotContain("GetFunctionEventInvokeConfig", "PutFunctionEventInvokeConfig");
	}

	@Test
	void needsARole() {
		assertDeploymentFails(() -> deploy(LifecycleJobs.job().without("role"), "one"), "checking the package",
				"a function needs a role to run with; name its ARN in blueprint.faas.aws.role, or in 'blueprint.faas.jobs.square.role'");
		assertThat(this.lambda.take()).isEmpty();
	}

	@Test
	void refusesWhatLivesElsewhere() {
		LifecycleJobs job = LifecycleJobs.job().function("arn:aws:lambda:eu-west-1:123456789012:function:resize");
		assertDeploymentFails(() -> deploy(job, "one"), "checking the package",
				"'blueprint.faas.jobs.square.function' is the ARN");
		assertDeploymentFails(() -> lifecycle(job).undeploy().block(), "checking the package", "removed elsewhere");
		assertDeploymentFails(() -> deploy(LifecycleJobs.job().key("qualifier", "3"), "one"), "checking the package",
				"a published version never changes; name an alias");
	}

	@Test
	void refusesPackagesThatAreTooLarge() {
		FunctionPackage small = TestPackages.of(this.folder, "one");
		FunctionPackage large = new FunctionPackage(small.file(), small.sha256(), DataSize.ofBytes(52_428_801),
				small.unpackedSize());
		assertDeploymentFails(
				() -> lifecycle(LifecycleJobs.job()).deploy(large, LifecycleJobs.job().settings(), FaasProgress.NONE)
					.block(),
				"checking the package", "52428801 bytes", "52428800 bytes", "blueprint.faas.aws.bucket");
		LifecycleJobs withBucket = LifecycleJobs.job().shared("bucket", "packages");
		assertDeploymentFails(
				() -> lifecycle(withBucket).deploy(large, withBucket.settings(), FaasProgress.NONE).block(),
				"checking the package", "add software.amazon.awssdk:s3 to the application");
		FunctionPackage unpacked = new FunctionPackage(small.file(), small.sha256(), small.size(),
				DataSize.ofBytes(262_144_001));
		assertDeploymentFails(
				() -> lifecycle(LifecycleJobs.job()).deploy(unpacked, LifecycleJobs.job().settings(), FaasProgress.NONE)
					.block(),
				"checking the package", "262144001 bytes unpacked", "262144000 bytes");
		assertThat(this.lambda.take()).isEmpty();
	}

	@Test
	void showsNeitherEnvironmentNorTags() {
		this.lambda.behaviour.refuse("CreateFunction", 1, FakeLambdaException.invalid("no"));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(LifecycleJobs.job().environment(Map.of("PASSWORD", "top-secret")), "one"))
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("top-secret"));
		assertThat(this.steps).noneMatch((step) -> step.contains("top-secret"));
		assertThat(LifecycleJobs.job().environment(Map.of("PASSWORD", "top-secret")).configuration().toString())
			.contains("PASSWORD")
			.doesNotContain("top-secret");
	}

	private static void assertDeploymentFails(ThrowingCallable deployment, String step, String... parts) {
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(deployment)
			.satisfies((ex) -> assertThat(ex.getStep()).isEqualTo(step))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

}
