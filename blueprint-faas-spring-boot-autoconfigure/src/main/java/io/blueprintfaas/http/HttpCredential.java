package io.blueprintfaas.http;

import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * Proves to a target who is calling, by headers of each request. What it holds is never
 * logged and never part of a message.
 */
public interface HttpCredential {

	/**
	 * Headers of the next request, from memory where possible. An error that is a
	 * {@link org.springframework.web.reactive.function.client.WebClientRequestException}
	 * means that whoever issues credentials was not reached; any other error means that
	 * it refused.
	 * @return the headers; empty for none
	 */
	Mono<HttpHeaders> headers();

	/**
	 * Forgets what {@link #headers()} gave, because the target refused it with status
	 * 401.
	 * @return {@code true} if {@link #headers()} may give something else now, so that the
	 * refused request is worth a second try
	 */
	default Mono<Boolean> renew() {
		return Mono.just(false);
	}

	/**
	 * No credential.
	 * @return a credential without headers
	 */
	static HttpCredential none() {
		return Mono::empty;
	}

	/**
	 * A constant token in the {@code Authorization} header.
	 * @param token the token
	 * @return the credential
	 */
	static HttpCredential bearer(String token) {
		return header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
	}

	/**
	 * A constant value in a header.
	 * @param name name of the header
	 * @param value the value
	 * @return the credential
	 */
	static HttpCredential header(String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(name, value);
		return () -> Mono.just(headers);
	}

}
