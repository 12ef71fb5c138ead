package io.blueprintfaas.gcp;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.gcp.GcpFunctionUris.Located;
import io.blueprintfaas.http.FunctionAnswers;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;

/**
 * Sends calls to where one function is. A call that nobody was there to take has not run:
 * it is sent again if the function has another address now, or is so new that its address
 * may not be known everywhere.
 */
final class GcpFunctionCalls {

	private static final HttpHeaders JSON = json();

	private static final Duration NEW = Duration.ofMinutes(2);

	private static final Duration FIRST_WAIT = Duration.ofMillis(500);

	private static final int MOST_WAITS = 5;

	private final GcpFunction function;

	private final GcpFunctionUris uris;

	private final HttpFunctionClient client;

	private final GcpIdTokens tokens;

	private final Clock clock;

	GcpFunctionCalls(GcpFunction function, GcpFunctionUris uris, HttpFunctionClient client, GcpIdTokens tokens,
			Clock clock) {
		this.function = function;
		this.uris = uris;
		this.client = client;
		this.tokens = tokens;
		this.clock = clock;
	}

	Mono<HttpFunctionAnswer> post(Supplier<byte[]> body, Instant deadline) {
		return this.uris.find(until(deadline)).flatMap((at) -> post(at, body, deadline, 0));
	}

	private Mono<HttpFunctionAnswer> post(Located at, Supplier<byte[]> body, Instant deadline, int waits) {
		return send(at.uri(), body, deadline).flatMap((answer) -> FunctionAnswers.isNobody(answer)
				? again(at, answer, body, deadline, waits) : Mono.just(answer));
	}

	private Mono<HttpFunctionAnswer> again(Located at, HttpFunctionAnswer answer, Supplier<byte[]> body,
			Instant deadline, int waits) {
		return this.uris.findAgain(at, until(deadline)).flatMap((found) -> {
			if (!found.uri().equals(at.uri())) {
				return send(found.uri(), body, deadline);
			}
			Duration wait = FIRST_WAIT.multipliedBy(1L << waits);
			return (isNew(found) && waits < MOST_WAITS && wait.compareTo(until(deadline)) < 0)
					? Mono.delay(wait).flatMap((tick) -> post(found, body, deadline, waits + 1)) : Mono.just(answer);
		});
	}

	private Mono<HttpFunctionAnswer> send(URI uri, Supplier<byte[]> body, Instant deadline) {
		return this.client.exchange(HttpFunctionRequest.post(uri, JSON, body, until(deadline)), credential(uri));
	}

	private HttpCredential credential(URI uri) {
		boolean open = this.function.endpoint() != null && GcpCallRules.isLocal(uri);
		return open ? HttpCredential.none() : this.tokens.credential(this.function.audienceAt(uri));
	}

	private boolean isNew(Located found) {
		return found.updated() != null && found.updated().isAfter(this.clock.instant().minus(NEW));
	}

	private static Duration until(Instant deadline) {
		Duration remaining = Duration.between(Instant.now(), deadline);
		return (remaining.toMillis() > 0) ? remaining : Duration.ofMillis(1);
	}

	private static HttpHeaders json() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

}
