package io.blueprintfaas.custom;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Credentials of the application's client registrations. Tokens are kept in memory, apart
 * from those of its users.
 */
final class RegisteredOAuth2Credentials implements OAuth2Credentials {

	private final ObjectProvider<ReactiveClientRegistrationRepository> reactiveRegistrations;

	private final ObjectProvider<ClientRegistrationRepository> registrations;

	RegisteredOAuth2Credentials(ObjectProvider<ReactiveClientRegistrationRepository> reactiveRegistrations,
			ObjectProvider<ClientRegistrationRepository> registrations) {
		this.reactiveRegistrations = reactiveRegistrations;
		this.registrations = registrations;
	}

	@Override
	public HttpCredential credential(String registration) {
		ReactiveClientRegistrationRepository repository = repository();
		if (repository == null) {
			throw new InvalidFaasJobException(
					"The OAuth 2.0 client registration '%s' is to be used, but there is no registration at all"
						.formatted(registration),
					"Add 'spring.security.oauth2.client.registration.%s' with the grant type client_credentials"
						.formatted(registration));
		}
		InMemoryReactiveOAuth2AuthorizedClientService clients = new InMemoryReactiveOAuth2AuthorizedClientService(
				repository);
		AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(
				repository, clients);
		manager.setAuthorizedClientProvider(
				ReactiveOAuth2AuthorizedClientProviderBuilder.builder().clientCredentials().build());
		return new OAuth2Credential(registration, manager, clients);
	}

	// In a servlet application only the blocking repository exists.
	private @Nullable ReactiveClientRegistrationRepository repository() {
		ReactiveClientRegistrationRepository reactive = this.reactiveRegistrations.getIfUnique();
		if (reactive != null) {
			return reactive;
		}
		ClientRegistrationRepository blocking = this.registrations.getIfUnique();
		return (blocking != null) ? (id) -> Mono.fromCallable(() -> blocking.findByRegistrationId(id))
			.subscribeOn(Schedulers.boundedElastic()) : null;
	}

}
