package io.blueprintfaas.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.aws.FakeLambdaControlPlane.Answer;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What belongs to whom; removing, inspecting and warming.
 */
class LambdaRemovalTests extends FakeLambdaTests {

	@Test
	void removesTheFunctionWithItsWarmInstances() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(null, 2);
		deploy(job, "one");
		this.lambda.take();
		assertThat(lifecycle(job).undeploy().block()).isTrue();
		assertThat(this.lambda.has(FUNCTION)).isFalse();
		assertThat(this.lambda.take()).containsExactly("GetFunction", "ListProvisionedConcurrencyConfigs",
				"DeleteProvisionedConcurrencyConfig", "DeleteFunction", "GetFunction");
		assertThat(lifecycle(job).undeploy().block()).isFalse();
	}

	@Test
	void removesInTurn() {
		deploy(LifecycleJobs.job(), "one");
		this.lambda.behaviour.refuse("DeleteFunction", 2, FakeLambdaException.conflict("An update is in progress"));
		assertThat(lifecycle(LifecycleJobs.job()).undeploy().block()).isTrue();
	}

	@Test
	void neitherOverwritesNorRemovesWhatIsNotOurs() {
		foreign(FUNCTION);
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(LifecycleJobs.job(), "one"))
			.withMessageContaining("function 'blueprint-job-7' was not made by a deployment of this job")
			.withMessageContaining("set blueprint.faas.aws.function-prefix to something only this application uses");
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle(LifecycleJobs.job()).undeploy().block());
		this.lambda.function(FUNCTION).tags.put("blueprint-faas:job", "resize");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(LifecycleJobs.job(), "one"))
			.withMessageContaining("belongs to job 'resize' of another application");
		assertThat(this.lambda.take()).containsOnly("GetFunction");
	}

	@Test
	void takesOverAFunctionThatIsNamedButNeverDeletesIt() {
		FakeFunction theirs = foreign("resize");
		theirs.tags.put("by", "hand");
		theirs.reserved = 9;
		LifecycleJobs job = LifecycleJobs.job()
			.function("resize")
			.key("qualifier", "live")
			.key("tags.team", "imaging")
			.key("invocation-type", "event")
			.concurrency(null, 2);
		assertThat(deploy(job, "one").changed()).isTrue();
		assertThat(theirs.tags).containsEntry("team", "imaging")
			.containsEntry("by", "hand")
			.doesNotContainKey("blueprint-faas:job");
		assertThat(theirs.reserved).isEqualTo(9);
		theirs.putAlias(new HashMap<>(Map.of("FunctionVersion", "1")), "theirs");
		deploy(job, "two");
		assertThat(lifecycle(job).undeploy().block()).isTrue();
		assertThat(this.lambda.has("resize")).isTrue();
		assertThat(theirs.aliases).containsOnlyKeys("theirs");
		assertThat(theirs.versions).containsOnlyKeys(1);
		assertThat(theirs.events).isEmpty();
		assertThat(lifecycle(job).undeploy().block()).isFalse();
	}

	@Test
	void doesNotRemoveTheFunctionOfAnotherJob() {
		FakeFunction theirs = foreign("resize");
		theirs.tags.put("blueprint-faas:job", "resize");
		LifecycleJobs job = LifecycleJobs.job().function("resize");
		deploy(job, "one");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> lifecycle(job).undeploy().block())
			.withMessageContaining("belongs to job 'resize' of another application; remove it there");
		assertThat(this.lambda.has("resize")).isTrue();
	}

	@Test
	void saysWhatThereIsBeforeTheFirstDeploymentHasEnded() {
		assertThat(lifecycle(LifecycleJobs.job()).deployment().blockOptional()).isEmpty();
		this.lambda.behaviour.functionFailure = Map.entry("InvalidSubnet", "no");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(LifecycleJobs.job(), "one"));
		FaasDeployment deployment = lifecycle(LifecycleJobs.job()).deployment().block();
		assertThat(deployment.status()).isEqualTo("failed");
		assertThat(deployment.changed()).isFalse();
	}

	@Test
	void warmsWithARequestThatRunsNoHandler() {
		deploy(LifecycleJobs.job(), "one");
		AtomicReference<WireRequest> seen = new AtomicReference<>();
		this.lambda.invocation = (payload) -> {
			seen.set(WireFormat.readRequest(payload));
			return new Answer("{\"job_id\":7,\"result\":\"\",\"success\":true}", null);
		};
		assertThat(lifecycle(LifecycleJobs.job()).warm().block()).isEqualTo(1);
		assertThat(seen.get().warm()).isTrue();
		assertThat(seen.get().jobId()).isEqualTo(7);
	}

	@Test
	void warmsSoManyInstancesAtOnce() {
		LifecycleJobs job = LifecycleJobs.job().concurrency(null, 4);
		deploy(job, "one");
		CyclicBarrier together = new CyclicBarrier(4);
		this.lambda.invocation = (payload) -> {
			await(together);
			return new Answer("{\"job_id\":7,\"result\":\"\",\"success\":true,\"metrics\":{\"cold_start\":true}}",
					null);
		};
		assertThat(lifecycle(job).warm().block()).isEqualTo(4);
		this.lambda.invocation = (payload) -> new Answer("{\"job_id\":7,\"result\":\"\",\"success\":true}", null);
		assertThat(lifecycle(job).warm().blockOptional()).isEmpty();
	}

	@Test
	void saysWhyWarmingFailed() {
		assertThatExceptionOfType(FaasNotDeployedException.class)
			.isThrownBy(() -> lifecycle(LifecycleJobs.job()).warm().block())
			.withMessageContaining("There is no function 'blueprint-job-7' with 'live' to warm; deploy it");
		deploy(LifecycleJobs.job(), "one");
		this.lambda.invocation = (payload) -> new Answer("{\"errorType\":\"Runtime.ExitError\"}", "Unhandled");
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle(LifecycleJobs.job()).warm().block())
			.withMessageContaining("warming the function: the function failed: {\"errorType\":\"Runtime.ExitError\"}");
		this.lambda.invocation = (payload) -> new Answer("{\"hello\":1}", null);
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle(LifecycleJobs.job()).warm().block())
			.withMessageContaining("the answer is none of our functions");
	}

	@Test
	void doesNotWarmFunctionsThatWouldTakeItForACall() {
		LifecycleJobs job = LifecycleJobs.job().wire(WireVersion.V1_0);
		assertThat(lifecycle(job).warm().blockOptional()).isEmpty();
		assertThat(this.lambda.take()).isEmpty();
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
