package io.blueprintfaas.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.resourcemanager.appservice.AppServiceManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes the management clients with the credential of the application, and keeps them.
 * What could not be made is tried again at the next use.
 */
final class AzureClients implements AzureManagement {

	private final AzureProfiles profiles;

	private final AzureCredentials credentials;

	private final ObjectProvider<HttpClient> httpClient;

	private volatile @Nullable AppServiceManager made;

	AzureClients(AzureProfiles profiles, AzureCredentials credentials, ObjectProvider<HttpClient> httpClient) {
		this.profiles = profiles;
		this.credentials = credentials;
		this.httpClient = httpClient;
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
		if (this.made == null) {
			AppServiceManager.Configurable configurable = AppServiceManager.configure()
				.withRetryPolicy(new AzureRetryPolicy());
			this.httpClient.ifUnique(configurable::withHttpClient);
			this.made = configurable.authenticate(this.credentials, this.profiles.profile());
		}
		return this.made;
	}

}
