package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import reactor.core.publisher.Mono;

import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * Where one app is, looked up at the first call of any of its functions and kept. Its
 * host is never derived from its name: newer apps have others.
 */
final class AzureAppAddress {

	private final AzureApp app;

	private final AzureManagement management;

	private final Clock clock;

	private final Remembered<Located> located;

	private volatile Instant deployed = Instant.MIN;

	AzureAppAddress(AzureApp app, AzureManagement management, Clock clock) {
		this.app = app;
		this.management = management;
		this.clock = clock;
		this.located = new Remembered<>(Mono.defer(this::lookUp));
	}

	// The address, from memory if it was looked up before, or CallPreparationException.
	Mono<Located> find(Duration timeout) {
		return this.located.get().timeout(timeout, Mono.error(() -> late(timeout)));
	}

	// The address after nobody was found at the one seen. Other calls may have asked
	// meanwhile, and more than once a second is no use.
	Mono<Located> findAgain(Located seen, Duration timeout) {
		boolean recent = seen.lookedUp().isAfter(this.clock.instant().minusSeconds(1));
		return recent ? this.located.get()
				: this.located.getInPlaceOf(seen).timeout(timeout, Mono.error(() -> late(timeout)));
	}

	// What the resource manager says of the app now, or CallPreparationException.
	Mono<SiteInner> ask() {
		return named().flatMap(this::ask);
	}

	// A function of the app has just answered for the first time after a deployment. Not
	// all instances may know all functions yet.
	void deployed() {
		this.deployed = this.clock.instant();
	}

	boolean isNew(Duration age) {
		return this.deployed.isAfter(this.clock.instant().minus(age));
	}

	private Mono<Located> lookUp() {
		return named().flatMap((named) -> ask(named).map((site) -> located(named, site)));
	}

	private Mono<AzureApp> named() {
		return Mono.defer(() -> this.management.named(this.app)).onErrorMap((failure) -> failure(this.app, failure));
	}

	private Mono<SiteInner> ask(AzureApp named) {
		return this.management.appService()
			.flatMap((manager) -> manager.serviceClient()
				.getWebApps()
				.getByResourceGroupAsync(named.resourceGroup(), String.valueOf(named.name())))
			.onErrorMap((failure) -> failure(named, failure));
	}

	private Located located(AzureApp named, SiteInner site) {
		String host = site.defaultHostname();
		if (host == null || host.isBlank()) {
			throw new CallPreparationException(Reason.UNAVAILABLE,
					"App %s has no address (its state is %s)".formatted(named, site.state()), null);
		}
		return new Located(URI.create("https://" + host), this.clock.instant());
	}

	private static CallPreparationException failure(AzureApp app, Throwable failure) {
		return AzureFailures.ofQuestion(failure, "App %s could not be looked up".formatted(app),
				"There is no app %s".formatted(app));
	}

	private CallPreparationException late(Duration timeout) {
		return new CallPreparationException(Reason.UNAVAILABLE,
				"App %s was not called: time was up after %d ms before its address was looked up".formatted(this.app,
						timeout.toMillis()),
				null);
	}

	/**
	 * An address that was looked up.
	 *
	 * @param uri the address, without a path
	 * @param lookedUp when that was asked
	 */
	record Located(URI uri, Instant lookedUp) {

	}

}
