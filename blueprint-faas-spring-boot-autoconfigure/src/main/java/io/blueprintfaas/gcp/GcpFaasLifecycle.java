package io.blueprintfaas.gcp;

import java.util.List;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.WarmPings;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Deploys one function to Cloud Functions of the second generation.
 */
final class GcpFaasLifecycle implements FaasLifecycle {

	private static final Log logger = LogFactory.getLog(GcpFaasLifecycle.class);

	private final FaasJobDefinition job;

	private final GcpFaasProperties properties;

	private final GcpFunction function;

	private final GcpLifecycleClients clients;

	private final GcpPace pace;

	private final WarmPings warming;

	// The caller sends bytes to the function as calls are sent, and reads its answer.
	GcpFaasLifecycle(FaasJobDefinition job, GcpFaasProperties properties, GcpLifecycleClients clients,
			Function<byte[], Mono<WireResponse>> caller, GcpPace pace) {
		this.job = job;
		this.properties = properties;
		this.function = GcpFunction.of(job, properties);
		this.clients = clients;
		this.pace = pace;
		this.warming = new WarmPings(caller, job.key());
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return Mono.defer(() -> {
			GcpConfiguration configuration = GcpConfiguration.of(this.job, settings, this.properties,
					this.job.bind(GcpJobProperties.class));
			return begin(GcpStep.CHECKING)
				.flatMap((run) -> deploy(run, new GcpRollout(configuration, functionPackage, progress)));
		});
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return Mono.defer(() -> {
			GcpRollout rollout = new GcpRollout(
					GcpConfiguration.of(this.job, settings, this.properties, this.job.bind(GcpJobProperties.class)),
					functionPackage, FaasProgress.NONE);
			return begin(GcpStep.LOOKING)
				.flatMap((run) -> new GcpUpdate(run.plane(), run.ownership(), run.staging(), rollout).differences());
		});
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return begin(GcpStep.LOOKING).flatMap((run) -> run.plane().find(GcpStep.LOOKING))
			.map((found) -> found.toDeployment(this.job, this.function.name(), false));
	}

	@Override
	public Mono<Integer> warm() {
		// A function of the first wire version takes a warm request for a call
		return (this.job.wire() == WireVersion.V1_0) ? Mono.empty()
				: this.warming.send(Math.max(1, this.job.settings().keepWarm()));
	}

	@Override
	public Mono<Boolean> undeploy() {
		return begin(GcpStep.REMOVING).flatMap((run) -> {
			run.staging().check();
			return new GcpRemoval(run.plane(), run.ownership()).run()
				.flatMap((removed) -> run.staging().removeAll().thenReturn(removed));
		});
	}

	private Mono<FaasDeployment> deploy(Run run, GcpRollout rollout) {
		run.staging().check();
		return new GcpUpdate(run.plane(), run.ownership(), run.staging(), rollout).run()
			.flatMap((found) -> prune(run, rollout).thenReturn(found))
			.map((found) -> deployed(rollout, found));
	}

	private Mono<Void> prune(Run run, GcpRollout rollout) {
		return run.staging().prune(rollout).onErrorResume((failure) -> {
			// The deployment itself has succeeded
			logger.warn("Old packages of function '%s' are left over: %s".formatted(this.function.name(),
					failure.getMessage()));
			rollout.progress().step("old packages are left over: " + failure.getMessage());
			return Mono.empty();
		});
	}

	private FaasDeployment deployed(GcpRollout rollout, GcpState found) {
		boolean changed = rollout.changed().get();
		if (!changed) {
			rollout.progress().step("nothing to change");
		}
		return found.toDeployment(this.job, this.function.name(), changed);
	}

	private Mono<Run> begin(GcpStep step) {
		if (this.function.endpoint() != null) {
			return Mono.error(() -> failure(step,
					"'%s' names a function that is there already; remove that key to manage a function from here"
						.formatted(this.job.property("endpoint")),
					null));
		}
		return this.clients.project()
			.of(this.function)
			.onErrorMap((failure) -> failure(step, String.valueOf(failure.getMessage()), failure))
			.map(this::run);
	}

	private Run run(GcpFunction inProject) {
		GcpDeploymentFailures failures = new GcpDeploymentFailures(call(), inProject);
		GcpUpload upload = new GcpUpload(this.clients.http(), failures);
		return new Run(new GcpControlPlane(this.clients.functions(), inProject, failures, this.pace),
				new GcpOwnership(this.job, failures),
				new GcpStaging(this.clients.bucket(), this.properties, inProject, upload, failures));
	}

	private FaasDeploymentException failure(GcpStep step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step.text(), message, call(), cause);
	}

	private FaasCall call() {
		return new FaasCall(this.job.key(), this.job.provider(), null);
	}

	/**
	 * What one run works with.
	 *
	 * @param plane requests about the function
	 * @param ownership tells whose the function is
	 * @param staging brings packages to GCP
	 */
	private record Run(GcpControlPlane plane, GcpOwnership ownership, GcpStaging staging) {

	}

}
