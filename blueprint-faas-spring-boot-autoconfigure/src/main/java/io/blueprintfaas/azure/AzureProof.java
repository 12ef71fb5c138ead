package io.blueprintfaas.azure;

import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * A key or token as the header that carries it. It is compared by identity: to get the
 * same key again makes another one.
 */
final class AzureProof {

	/** What functions look for a key in. The other place, the address, gets into logs. */
	static final String KEY_HEADER = "x-functions-key";

	private final Mono<HttpHeaders> headers;

	private final String value;

	private AzureProof(HttpHeaders headers, String value) {
		this.headers = Mono.just(HttpHeaders.readOnlyHttpHeaders(headers));
		this.value = value;
	}

	static AzureProof ofKey(String key) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(KEY_HEADER, key);
		return new AzureProof(headers, key);
	}

	static AzureProof ofToken(String token) {
		HttpHeaders headers = new HttpHeaders();
		headers.setBearerAuth(token);
		return new AzureProof(headers, token);
	}

	// Ready to be sent.
	Mono<HttpHeaders> headers() {
		return this.headers;
	}

	boolean isSameAs(AzureProof other) {
		return this.value.equals(other.value);
	}

	/**
	 * Shows nothing of the key or token.
	 */
	@Override
	public String toString() {
		return "AzureProof[...]";
	}

}
