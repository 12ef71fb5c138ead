package io.blueprintfaas.azure;

import java.util.List;
import java.util.function.Function;

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
 * Deploys one function to Azure Functions, into an app that it may share with other jobs.
 */
final class AzureFaasLifecycle implements FaasLifecycle {

	private final FaasJobDefinition job;

	private final AzureFaasProperties properties;

	private final AzureLifecycleParts parts;

	private final Function<byte[], Mono<WireResponse>> caller;

	private final AzurePace pace;

	private final WarmPings warming;

	// The caller sends bytes to the function as calls are sent, and reads its answer.
	AzureFaasLifecycle(FaasJobDefinition job, AzureFaasProperties properties, AzureLifecycleParts parts,
			Function<byte[], Mono<WireResponse>> caller, AzurePace pace) {
		this.job = job;
		this.properties = properties;
		this.parts = parts;
		this.caller = caller;
		this.pace = pace;
		this.warming = new WarmPings(caller, job.key());
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return Mono.defer(() -> {
			AzureConfiguration configuration = AzureConfiguration.of(this.job, settings, this.properties, jobs());
			AzureRollout rollout = new AzureRollout(configuration, residents(), functionPackage);
			FaasProgress once = AzureRollout.once(progress);
			checkName(rollout.residents().function());
			return inTurn(AzureStep.CHECKING, once, (plane) -> deploy(plane, rollout));
		});
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return Mono.defer(() -> {
			AzureRollout rollout = new AzureRollout(AzureConfiguration.of(this.job, settings, this.properties, jobs()),
					residents(), functionPackage);
			return begin(AzureStep.LOOKING, FaasProgress.NONE)
				.flatMap((plane) -> plane.limited(update(plane, rollout).differences()));
		});
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		String function = residents().function();
		return begin(AzureStep.LOOKING, FaasProgress.NONE).flatMap((plane) -> {
			AzureSites sites = new AzureSites(plane);
			return plane.limited(sites.find()
				.flatMap((site) -> sites.function(function)
					.filter((found) -> !Boolean.TRUE.equals(found.isDisabled()))
					.map((found) -> site.toDeployment(this.job, function, found, false))));
		});
	}

	@Override
	public Mono<Integer> warm() {
		// A function of the first wire version takes a warm request for a call
		return (this.job.wire() == WireVersion.V1_0) ? Mono.empty()
				: this.warming.send(Math.max(1, this.job.settings().keepWarm()));
	}

	@Override
	public Mono<Boolean> undeploy() {
		return inTurn(AzureStep.REMOVING, FaasProgress.NONE, (plane) -> new AzureRemoval(plane, ownership(plane),
				residents(), AzureResourceNames.of(plane.app(), this.properties))
			.run());
	}

	private Mono<FaasDeployment> deploy(AzurePlane plane, AzureRollout rollout) {
		return update(plane, rollout).run().doOnNext((deployment) -> {
			if (!deployment.changed()) {
				plane.progress().step("nothing to change");
			}
		});
	}

	private AzureUpdate update(AzurePlane plane, AzureRollout rollout) {
		return new AzureUpdate(this.job, plane, ownership(plane), rollout,
				AzureResourceNames.of(plane.app(), this.properties), this.caller);
	}

	private AzureOwnership ownership(AzurePlane plane) {
		boolean named = AzureNames.first(this.job.bind(AzureJobProperties.class).app(), this.properties.app()) != null;
		return new AzureOwnership(plane.failures(), plane.app(), residents(), named);
	}

	// One at a time for an app; the time for it runs from when it begins.
	private <T> Mono<T> inTurn(AzureStep step, FaasProgress progress, Function<AzurePlane, Mono<T>> operation) {
		return app(step).flatMap((app) -> this.parts.turns()
			.take(app,
					begin(step, progress).flatMap((plane) -> plane.limited(Mono.defer(() -> operation.apply(plane))))));
	}

	private Mono<AzurePlane> begin(AzureStep step, FaasProgress progress) {
		return app(step).flatMap((app) -> this.parts.management()
			.appService()
			.onErrorMap((failure) -> failure(step, String.valueOf(failure.getMessage()), failure))
			.map((manager) -> new AzurePlane(manager, app, new AzureDeploymentFailures(call(), app), this.pace,
					progress)));
	}

	private Mono<AzureApp> app(AzureStep step) {
		if (this.job.endpoint() != null) {
			return Mono.error(() -> failure(step,
					"'%s' names a function that is there already; remove that key to manage a function from here"
						.formatted(this.job.property("endpoint")),
					null));
		}
		return this.parts.management()
			.named(AzureApp.of(this.job, this.properties))
			.onErrorMap((failure) -> failure(step, String.valueOf(failure.getMessage()), failure));
	}

	// Linux has no environment variable of such a name, and so no switch for it.
	private void checkName(String function) {
		if (function.indexOf('-') >= 0) {
			throw failure(AzureStep.CHECKING,
					"function '%s' could not be switched off again, because of the '-' in its name; set '%s' to a name of letters, digits and '_'"
						.formatted(function, this.job.property("function")),
					null);
		}
	}

	private List<FaasJobDefinition> jobs() {
		return this.parts.apps().jobsWith(this.job);
	}

	private AzureResidents residents() {
		return AzureResidents.of(this.job, this.properties, jobs());
	}

	private FaasDeploymentException failure(AzureStep step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step.text(), message, call(), cause);
	}

	private FaasCall call() {
		return new FaasCall(this.job.key(), this.job.provider(), null);
	}

}
