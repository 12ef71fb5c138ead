package io.blueprintfaas.azure;

import java.util.Optional;

import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import reactor.core.publisher.Mono;

/**
 * Makes an app, with all that it needs and that is not there yet. Its functions are
 * switched off from the beginning, except for the one that is deployed.
 */
final class AzureCreation {

	private final AzurePlane plane;

	private final AzureRollout rollout;

	private final AzureResourceNames names;

	private final AzureFoundation foundation;

	private final AzureStorage storage;

	AzureCreation(AzurePlane plane, AzureRollout rollout, AzureResourceNames names) {
		this.plane = plane;
		this.rollout = rollout;
		this.names = names;
		this.foundation = new AzureFoundation(plane, rollout.configuration(), names);
		this.storage = new AzureStorage(plane, names);
	}

	Mono<AzureSite> run() {
		return this.foundation.region()
			.flatMap((region) -> this.storage.connection(region)
				.flatMap((connection) -> container().flatMap((container) -> this.foundation.plan(region)
					.flatMap((plan) -> put(region, plan, container, connection)))));
	}

	private Mono<Optional<String>> container() {
		return this.rollout.configuration().isFlex() ? this.storage.container().map(Optional::of)
				: Mono.just(Optional.empty());
	}

	private Mono<AzureSite> put(String region, String plan, Optional<String> container, String connection) {
		AzureConfiguration configuration = this.rollout.configuration();
		AzureAppSettings settings = AzureAppSettings.NONE.with(this.rollout.residents(), configuration.environment(),
				AzureHosting.settings(configuration, this.names, connection));
		SiteInner site = new AzureSiteRequests(this.plane.app(), configuration).create(region, plan,
				container.orElse(null), settings, this.names.storageAccount());
		this.plane.progress().step("%s: %s".formatted(AzureStep.CREATING.text(), this.plane.name()));
		return new AzureSites(this.plane).put(AzureStep.CREATING, site).doOnNext((created) -> this.rollout.done());
	}

}
