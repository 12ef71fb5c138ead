package io.blueprintfaas.gcp;

import java.util.function.Function;

import com.google.cloud.functions.v2.FunctionServiceClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Deploys one function to Cloud Functions of the second generation.
 */
final class GcpFaasLifecycle implements FaasLifecycle {

	private static final Log logger = LogFactory.getLog(GcpFaasLifecycle.class);

	private final FaasJobDefinition job;

	private final GcpFaasProperties properties;

	private final GcpFunction function;

	private final Mono<FunctionServiceClient> client;

	private final GcpPace pace;

	private final GcpDeploymentFailures failures;

	private final GcpOwnership ownership;

	private final GcpStaging staging;

	private final GcpWarming warming;

	/**
	 * A lifecycle.
	 * @param job the job
	 * @param properties what all jobs share
	 * @param function its function
	 * @param clients what it works with
	 * @param pace how patient it is
	 */
	GcpFaasLifecycle(FaasJobDefinition job, GcpFaasProperties properties, GcpFunction function, Clients clients,
			GcpPace pace) {
		FaasCall call = new FaasCall(job.key(), job.provider(), null);
		this.job = job;
		this.properties = properties;
		this.function = function;
		this.client = clients.functions();
		this.pace = pace;
		this.failures = new GcpDeploymentFailures(call, function);
		this.ownership = new GcpOwnership(job, this.failures);
		this.staging = new GcpStaging(clients.bucket(), properties, function,
				new GcpUpload(clients.upload(), this.failures), this.failures);
		this.warming = new GcpWarming(clients.caller(), this.failures, call);
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return Mono.defer(() -> {
			GcpConfiguration configuration = GcpConfiguration.of(this.job, settings, this.properties,
					this.job.bind(GcpJobProperties.class));
			this.staging.check();
			return deploy(new GcpRollout(configuration, functionPackage, progress));
		});
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return Mono.defer(() -> plane().find(GcpStep.LOOKING))
			.map((found) -> found.toDeployment(this.job, this.function.name(), false));
	}

	@Override
	public Mono<Integer> warm() {
		// A function of the first wire version takes a warm request for a call
		return (this.job.wire() == WireVersion.V1_0) ? Mono.empty()
				: this.warming.run(Math.max(1, this.job.settings().keepWarm()));
	}

	@Override
	public Mono<Boolean> undeploy() {
		return Mono.defer(() -> new GcpRemoval(plane(), this.ownership).run())
			.flatMap((removed) -> this.staging.removeAll().thenReturn(removed));
	}

	private Mono<FaasDeployment> deploy(GcpRollout rollout) {
		return new GcpUpdate(plane(), this.ownership, this.staging, rollout).run()
			.flatMap((found) -> prune(rollout).thenReturn(found))
			.map((found) -> deployed(rollout, found));
	}

	private Mono<Void> prune(GcpRollout rollout) {
		return this.staging.prune(rollout).onErrorResume((failure) -> {
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

	private GcpControlPlane plane() {
		return new GcpControlPlane(this.client, this.function, this.failures, this.pace);
	}

	/**
	 * What lifecycles of all jobs share.
	 *
	 * @param functions client of the control plane; made when it is first needed
	 * @param upload client for uploads, which adds no credential
	 * @param bucket bucket of the user's, or {@code null} if its library is absent
	 * @param caller sends bytes to the function as calls are sent, and has its answer
	 */
	record Clients(Mono<FunctionServiceClient> functions, HttpFunctionClient upload, @Nullable GcpPackageBucket bucket,
			Function<byte[], Mono<byte[]>> caller) {

	}

}
