package io.blueprintfaas.azure;

import java.util.List;

import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;
import reactor.core.publisher.Mono;

/**
 * Takes a function away. Of what is in one package nothing can be taken out, so it is
 * switched off; with the last function goes the app, if deploying made it, and what was
 * made for it.
 */
final class AzureRemoval {

	private final AzurePlane plane;

	private final AzureSites sites;

	private final AzureOwnership ownership;

	private final AzureResidents residents;

	private final AzureCleanup cleanup;

	AzureRemoval(AzurePlane plane, AzureOwnership ownership, AzureResidents residents, AzureResourceNames names) {
		this.plane = plane;
		this.sites = new AzureSites(plane);
		this.ownership = ownership;
		this.residents = residents;
		this.cleanup = new AzureCleanup(plane, this.sites, names);
	}

	// Whether it was there.
	Mono<Boolean> run() {
		return this.sites.find()
			.flatMap(this::remove)
			.switchIfEmpty(Mono.defer(() -> this.cleanup.run().thenReturn(false)));
	}

	private Mono<Boolean> remove(AzureSite site) {
		this.ownership.checkNamed(AzureStep.REMOVING, site);
		return this.sites.settings()
			.flatMap((settings) -> this.sites.functions().flatMap((listed) -> remove(site, settings, listed)));
	}

	private Mono<Boolean> remove(AzureSite site, AzureAppSettings settings, List<FunctionEnvelopeInner> listed) {
		String function = this.residents.function();
		boolean known = settings.functions().containsKey(function)
				|| listed.stream().map(AzureSites::name).anyMatch(function::equalsIgnoreCase);
		boolean on = known && !settings.isOff(function);
		if (site.isOurs() && isLast(settings, listed)) {
			return this.sites.delete().then(this.cleanup.run()).thenReturn(on);
		}
		return on ? switchOff(settings).thenReturn(true) : Mono.just(false);
	}

	// Whether no other function is on, be it ours or not.
	private boolean isLast(AzureAppSettings settings, List<FunctionEnvelopeInner> listed) {
		String function = this.residents.function();
		boolean deployed = settings.functionsOn().keySet().stream().anyMatch((other) -> !other.equals(function));
		boolean found = listed.stream()
			.filter((other) -> !Boolean.TRUE.equals(other.isDisabled()))
			.map(AzureSites::name)
			.anyMatch((other) -> !other.equalsIgnoreCase(function) && !settings.isOff(other));
		return !deployed && !found;
	}

	private Mono<Void> switchOff(AzureAppSettings settings) {
		return this.sites.put(settings.without(this.residents.function())).then(Mono.defer(this.sites::sync));
	}

}
