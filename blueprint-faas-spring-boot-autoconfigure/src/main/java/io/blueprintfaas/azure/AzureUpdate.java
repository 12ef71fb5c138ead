package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Makes an app what it should be: creates it, or changes what differs; deploys the
 * package if it is another one; and sees that the function is there.
 */
final class AzureUpdate {

	/**
	 * A value that no package has: while a package is replaced, none is known to be
	 * there.
	 */
	private static final String UNKNOWN = "replaced";

	private final FaasJobDefinition job;

	private final AzurePlane plane;

	private final AzureSites sites;

	private final AzureOwnership ownership;

	private final AzureRollout rollout;

	private final AzureResourceNames names;

	private final AzureVerification verification;

	private final Function<byte[], Mono<WireResponse>> caller;

	AzureUpdate(FaasJobDefinition job, AzurePlane plane, AzureOwnership ownership, AzureRollout rollout,
			AzureResourceNames names, Function<byte[], Mono<WireResponse>> caller) {
		this.job = job;
		this.plane = plane;
		this.sites = new AzureSites(plane);
		this.ownership = ownership;
		this.rollout = rollout;
		this.names = names;
		this.verification = new AzureVerification(plane, this.sites, rollout.residents().function());
		this.caller = caller;
	}

	Mono<FaasDeployment> run() {
		return Mono.defer(() -> {
			this.plane.progress().step(AzureStep.LOOKING.text());
			return this.sites.find()
				.flatMap(this::update)
				.switchIfEmpty(Mono
					.defer(() -> new AzureCreation(this.plane, this.rollout, this.names).run().flatMap(this::deploy)));
		});
	}

	// What an update would change, for people; empty if the function is not there or off.
	Mono<List<String>> differences() {
		String function = this.rollout.residents().function();
		return this.sites.find()
			.flatMap((site) -> this.sites.function(function)
				.filter((found) -> !Boolean.TRUE.equals(found.isDisabled()))
				.flatMap((found) -> this.sites.settings())
				.map((settings) -> differences(site, settings)));
	}

	private List<String> differences(AzureSite site, AzureAppSettings settings) {
		List<String> differences = new ArrayList<>();
		if (!site.runs(this.rollout.functionPackage().sha256())) {
			differences.add("package");
		}
		if (site.isOurs() && !site.isSetUpAs(this.rollout.configuration())) {
			differences.add("app");
		}
		Map<String, String> hosting = (site.isOurs() && AzureHosting.isConnected(settings))
				? AzureHosting.settings(this.rollout.configuration(), this.names, null) : Map.of();
		differences.addAll(settings.differences(wanted(settings, hosting)));
		return differences;
	}

	private Mono<FaasDeployment> update(AzureSite found) {
		this.ownership.check(found, this.rollout.configuration());
		return this.sites.settings().flatMap((settings) -> {
			this.ownership.check(settings);
			return foreign(found, settings).then(Mono.defer(() -> setUp(found)))
				.flatMap((site) -> set(site, settings).then(Mono.defer(() -> bring(site))));
		});
	}

	// The app itself; one that was there before is left as it is.
	private Mono<AzureSite> setUp(AzureSite found) {
		if (!found.isOurs() || found.isSetUpAs(this.rollout.configuration())) {
			return Mono.just(found);
		}
		this.plane.progress().step("%s: %s".formatted(AzureStep.UPDATING.text(), this.plane.name()));
		return new AzureFoundation(this.plane, this.rollout.configuration(), this.names).grow()
			.then(Mono.defer(() -> this.sites.put(AzureStep.UPDATING, requests().update(found))))
			.doOnNext((changed) -> this.rollout.done());
	}

	private Mono<Void> set(AzureSite site, AzureAppSettings found) {
		return hosting(site, found).flatMap((hosting) -> {
			AzureAppSettings wanted = wanted(found, hosting);
			List<String> differences = found.differences(wanted);
			if (differences.isEmpty()) {
				return Mono.empty();
			}
			this.plane.progress().step("%s: %s".formatted(AzureStep.SETTING.text(), String.join(", ", differences)));
			return this.sites.put(wanted).doOnSuccess((done) -> this.rollout.done());
		});
	}

	private Mono<Map<String, String>> hosting(AzureSite site, AzureAppSettings found) {
		AzureConfiguration configuration = this.rollout.configuration();
		if (!site.isOurs()) {
			return Mono.just(Map.of());
		}
		if (AzureHosting.isConnected(found)) {
			return Mono.just(AzureHosting.settings(configuration, this.names, null));
		}
		return new AzureStorage(this.plane, this.names).connection(String.valueOf(site.inner().location()))
			.map((connection) -> AzureHosting.settings(configuration, this.names, connection));
	}

	// The package, if it is another one or its function is not there.
	private Mono<FaasDeployment> bring(AzureSite site) {
		if (!runs(site)) {
			return deploy(site);
		}
		return this.rollout.changed().get() ? verify().onErrorResume(this::forget).flatMap(this::found)
				: this.sites.function(this.rollout.residents().function())
					.map((function) -> deployment(site, function))
					.switchIfEmpty(Mono.defer(() -> deploy(site)));
	}

	// Nothing is changed in an app that a package would erase functions of.
	private Mono<Void> foreign(AzureSite site, AzureAppSettings settings) {
		return runs(site) ? Mono.empty()
				: this.sites.functions().doOnNext((listed) -> this.ownership.check(site, settings, listed)).then();
	}

	private boolean runs(AzureSite site) {
		return site.runs(this.rollout.functionPackage().sha256());
	}

	// So that the next deployment does not take for good what did not work.
	private <T> Mono<T> forget(Throwable failure) {
		return this.sites.mark(Map.of(AzureTags.PACKAGE, UNKNOWN)).onErrorResume((other) -> {
			failure.addSuppressed(other);
			return Mono.empty();
		}).then(Mono.error(failure));
	}

	private Mono<FaasDeployment> deploy(AzureSite site) {
		String host = site.deploymentHost();
		if (host == null) {
			throw this.plane.failures()
				.of(AzureStep.UPLOADING,
						"Azure names no deployment host of app %s; is it a function app?".formatted(this.plane.app()));
		}
		Mono<Void> forget = site.tags().containsKey(AzureTags.PACKAGE)
				? this.sites.mark(Map.of(AzureTags.PACKAGE, UNKNOWN)) : Mono.empty();
		AzureDeployments deployments = new AzureDeployments(this.plane, new AzureDeploymentHost(this.plane, host),
				site.isFlex());
		return forget.then(deployments.deploy(this.rollout.functionPackage())).then(Mono.defer(() -> {
			this.rollout.done();
			return verify().flatMap(this::mark);
		}));
	}

	private Mono<FunctionEnvelopeInner> verify() {
		return this.verification.listed().flatMap((function) -> answers().thenReturn(function));
	}

	// Only what has been seen to work is known to be there.
	private Mono<FaasDeployment> mark(FunctionEnvelopeInner function) {
		return this.sites.mark(Map.of(AzureTags.PACKAGE, this.rollout.functionPackage().sha256()))
			.then(Mono.defer(() -> found(function)));
	}

	private Mono<FaasDeployment> found(FunctionEnvelopeInner function) {
		return this.sites.find().map((site) -> deployment(site, function));
	}

	// A function of the first wire version takes such a request for a call
	private Mono<Void> answers() {
		return (this.job.wire() == WireVersion.V1_0) ? Mono.empty()
				: this.verification.answers(this.job.key(), this.caller);
	}

	private AzureAppSettings wanted(AzureAppSettings found, Map<String, String> hosting) {
		return found.with(this.rollout.residents(), this.rollout.configuration().environment(), hosting);
	}

	private AzureSiteRequests requests() {
		return new AzureSiteRequests(this.plane.app(), this.rollout.configuration());
	}

	private FaasDeployment deployment(AzureSite site, FunctionEnvelopeInner function) {
		return site.toDeployment(this.job, this.rollout.residents().function(), function, this.rollout.changed().get());
	}

}
