package io.blueprintfaas.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.resourcemanager.appservice.AppServiceManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes the management clients with the credential of the application, and keeps them. A
 * client of the application's own takes their place. What could not be made is tried
 * again at the next use.
 */
final class AzureClients implements AzureManagement {

	private final AzureProfiles profiles;

	private final AzureCredentials credentials;

	private final AzureRetryPolicy retryPolicy;

	private final ObjectProvider<HttpClient> httpClient;

	private final ObjectProvider<AppServiceManager> own;

	private volatile @Nullable AppServiceManager made;

	AzureClients(AzureProfiles profiles, AzureCredentials credentials, AzureRetryPolicy retryPolicy,
			ObjectProvider<HttpClient> httpClient, ObjectProvider<AppServiceManager> own) {
		this.profiles = profiles;
		this.credentials = credentials;
		this.retryPolicy = retryPolicy;
		this.httpClient = httpClient;
		this.own = own;
	}

	@Override
	public Mono<AppServiceManager> appService() {
		return Mono.fromCallable(this::manager)
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap(AzureFailures::ofClient);
	}

	@Override
	public TokenCredential credential() {
		return this.credentials;
	}

	private AppServiceManager manager() {
		AppServiceManager known = this.made;
		return (known != null) ? known : make();
	}

	private synchronized AppServiceManager make() {
		AppServiceManager known = this.made;
		if (known == null) {
			known = this.own.getIfUnique(this::create);
			this.made = known;
		}
		return known;
	}

	private AppServiceManager create() {
		AppServiceManager.Configurable configurable = AppServiceManager.configure().withRetryPolicy(this.retryPolicy);
		this.httpClient.ifUnique(configurable::withHttpClient);
		return configurable.authenticate(this.credentials, this.profiles.profile());
	}

}
