package io.blueprintfaas.custom;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpCredential;

/**
 * The access token of a client registration, kept until it is about to expire. Calls that
 * need a new one at the same time share one request for it.
 */
final class OAuth2Credential implements HttpCredential {

	private static final String PRINCIPAL = "blueprint-faas";

	private final String registration;

	private final ReactiveOAuth2AuthorizedClientManager manager;

	private final ReactiveOAuth2AuthorizedClientService clients;

	private final AtomicReference<@Nullable Mono<HttpHeaders>> asking = new AtomicReference<>();

	OAuth2Credential(String registration, ReactiveOAuth2AuthorizedClientManager manager,
			ReactiveOAuth2AuthorizedClientService clients) {
		this.registration = registration;
		this.manager = manager;
		this.clients = clients;
	}

	@Override
	public Mono<HttpHeaders> headers() {
		return Mono.defer(() -> {
			Mono<HttpHeaders> ask = ask();
			Mono<HttpHeaders> running = this.asking.compareAndExchange(null, ask);
			return (running != null) ? running : ask;
		});
	}

	@Override
	public Mono<Boolean> renew() {
		return this.clients.removeAuthorizedClient(this.registration, PRINCIPAL).thenReturn(true);
	}

	private Mono<HttpHeaders> ask() {
		OAuth2AuthorizeRequest request = OAuth2AuthorizeRequest.withClientRegistrationId(this.registration)
			.principal(PRINCIPAL)
			.build();
		return Mono.defer(() -> this.manager.authorize(request))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException(
					"the client registration '%s' does not use the grant type client_credentials"
						.formatted(this.registration))))
			.map(OAuth2Credential::headers)
			// Before the token is handed on: who is refused with it must not meet it
			// again
			.doOnTerminate(() -> this.asking.set(null))
			.cache();
	}

	private static HttpHeaders headers(OAuth2AuthorizedClient client) {
		HttpHeaders headers = new HttpHeaders();
		headers.setBearerAuth(client.getAccessToken().getTokenValue());
		return headers;
	}

}
