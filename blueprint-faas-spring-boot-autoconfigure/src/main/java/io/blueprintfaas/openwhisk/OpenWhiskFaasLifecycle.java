package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.Packaging;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.WarmPings;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Deploys one function through the API of OpenWhisk.
 */
final class OpenWhiskFaasLifecycle implements FaasLifecycle {

	private final FaasJobDefinition job;

	private final OpenWhiskAction action;

	private final OpenWhiskSettings settings;

	private final OpenWhiskClient client;

	private final WarmPings warming;

	private final OpenWhiskDeploymentFailures failures;

	private final OpenWhiskPace pace;

	// The caller sends bytes to the function as calls are sent, and reads its answer.
	OpenWhiskFaasLifecycle(FaasJobDefinition job, OpenWhiskSettings settings, OpenWhiskClient client,
			Function<byte[], Mono<WireResponse>> caller, OpenWhiskPace pace) {
		this.job = job;
		this.action = OpenWhiskAction.of(job, settings);
		this.settings = settings;
		this.client = client;
		this.warming = new WarmPings(caller, job.key());
		this.failures = new OpenWhiskDeploymentFailures(new FaasCall(job.key(), job.provider(), null), this.action);
		this.pace = pace;
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings wanted,
			FaasProgress progress) {
		return prepared(functionPackage, wanted, progress)
			.flatMap((rollout) -> new OpenWhiskUpdate(plane(), ownership(), rollout).run()
				.map((found) -> deployed(rollout, found)));
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings wanted) {
		return prepared(functionPackage, wanted, FaasProgress.NONE)
			.flatMap((rollout) -> plane().find(OpenWhiskStep.LOOKING)
				.map((found) -> found.differences(rollout.sha256(), rollout.configuration())));
	}

	private Mono<OpenWhiskRollout> prepared(FunctionPackage functionPackage, FunctionSettings wanted,
			FaasProgress progress) {
		return Mono.fromCallable(() -> rollout(functionPackage, wanted, progress))
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap(IOException.class,
					(ex) -> this.failures.of(OpenWhiskStep.CHECKING, "the code cannot be read: " + ex, ex));
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return Mono.defer(() -> plane().find(OpenWhiskStep.LOOKING))
			.map((found) -> found.toDeployment(this.job, this.action, false));
	}

	@Override
	public Mono<Integer> warm() {
		// A function of the first wire version takes a warm request for a call
		return (this.job.wire() == WireVersion.V1_0) ? Mono.empty()
				: this.warming.send(Math.max(1, this.job.settings().keepWarm()));
	}

	@Override
	public Mono<Boolean> undeploy() {
		return Mono.defer(() -> new OpenWhiskRemoval(plane(), ownership()).run());
	}

	private OpenWhiskRollout rollout(FunctionPackage functionPackage, FunctionSettings wanted, FaasProgress progress)
			throws IOException {
		OpenWhiskConfiguration configuration = OpenWhiskConfiguration.of(this.job, wanted, this.settings);
		boolean own = this.job.bind(OpenWhiskJobProperties.class).packaging() == Packaging.BUNDLED_JRE;
		if (!own && this.job.artifact() == null && configuration.image() == null) {
			throw this.failures.of(OpenWhiskStep.CHECKING,
					"the job does not say what its function runs. " + OpenWhiskKindRules.ways(this.job, this.settings));
		}
		OpenWhiskCode code = OpenWhiskCode.of(this.job, configuration, functionPackage);
		checkSize(code);
		return new OpenWhiskRollout(configuration, code, (code.file() != null) ? functionPackage.sha256() : null,
				progress);
	}

	private void checkSize(OpenWhiskCode code) throws IOException {
		long most = this.settings.limits().maxCodeSize().toBytes();
		if (code.size() > most) {
			throw this.failures.of(OpenWhiskStep.CHECKING,
					"the code is %d bytes%s, and the platform takes %d bytes; leave out what the function does not need%s"
						.formatted(code.size(), code.text() ? "" : " in the Base64 form it is sent in", most,
								this.settings.selfHosted() ? ", or raise '%s.max-code-size' if yours takes more"
									.formatted(this.settings.prefix()) : ""));
		}
	}

	private FaasDeployment deployed(OpenWhiskRollout rollout, OpenWhiskState found) {
		boolean changed = rollout.changed().get();
		if (!changed) {
			rollout.progress().step("nothing to change");
		}
		return found.toDeployment(this.job, this.action, changed);
	}

	private OpenWhiskControlPlane plane() {
		return new OpenWhiskControlPlane(this.client, this.action, this.failures, this.pace);
	}

	private OpenWhiskOwnership ownership() {
		return new OpenWhiskOwnership(this.job, this.settings, this.failures);
	}

}
