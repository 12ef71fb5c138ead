package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.openwhisk.OpenWhiskAccessException.Reason;

/**
 * Sends requests to the API of OpenWhisk with the key of its namespace. One that is
 * refused with status 401 has run nothing, and is sent once more if there is another key.
 */
final class OpenWhiskClient {

	private final OpenWhiskAccess access;

	private final HttpFunctionClient http;

	OpenWhiskClient(OpenWhiskAccess access, HttpFunctionClient http) {
		this.access = access;
		this.http = http;
	}

	// The namespace, or OpenWhiskAccessException.
	Mono<OpenWhiskNamespace> namespace(Duration timeout) {
		return known(this.access.namespace(), timeout);
	}

	// The answer, whatever its status. The request is made when its namespace is known.
	Mono<HttpFunctionAnswer> exchange(Duration timeout, Function<OpenWhiskNamespace, HttpFunctionRequest> request) {
		return namespace(timeout).flatMap((namespace) -> send(namespace, request)
			.flatMap((answer) -> (answer.status() == 401) ? again(namespace, answer, timeout, request)
					: Mono.just(answer)));
	}

	// The same without the key, for what everybody may ask.
	Mono<HttpFunctionAnswer> exchangeOpenly(Duration timeout,
			Function<OpenWhiskNamespace, HttpFunctionRequest> request) {
		return namespace(timeout)
			.flatMap((namespace) -> this.http.exchange(request.apply(namespace), HttpCredential.none()));
	}

	private Mono<HttpFunctionAnswer> again(OpenWhiskNamespace refused, HttpFunctionAnswer answer, Duration timeout,
			Function<OpenWhiskNamespace, HttpFunctionRequest> request) {
		return known(this.access.refused(refused), timeout).flatMap((other) -> send(other, request))
			.defaultIfEmpty(answer);
	}

	private Mono<HttpFunctionAnswer> send(OpenWhiskNamespace namespace,
			Function<OpenWhiskNamespace, HttpFunctionRequest> request) {
		return this.http.exchange(request.apply(namespace), namespace.credential());
	}

	private static Mono<OpenWhiskNamespace> known(Mono<OpenWhiskNamespace> source, Duration timeout) {
		return source.timeout(timeout, Mono.error(() -> new OpenWhiskAccessException(Reason.UNAVAILABLE,
				"time was up after %d ms before it was known where functions are".formatted(timeout.toMillis()), null)))
			.onErrorMap((failure) -> !(failure instanceof OpenWhiskAccessException),
					(failure) -> new OpenWhiskAccessException(Reason.UNAVAILABLE,
							"where functions are could not be found out (%s)"
								.formatted(HttpFailures.shorten(String.valueOf(failure.getMessage()))),
							failure));
	}

}
