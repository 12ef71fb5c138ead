package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpExchangeException.Reason;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionRequest;

/**
 * Sends calls to one function, and waits for their runs to end.
 */
final class OpenWhiskCalls {

	private static final HttpHeaders JSON = json();

	private final OpenWhiskAction action;

	private final OpenWhiskClient client;

	private final OpenWhiskLimits limits;

	private final OpenWhiskFailures failures;

	private final OpenWhiskPolling polling;

	OpenWhiskCalls(OpenWhiskAction action, OpenWhiskClient client, OpenWhiskSettings settings) {
		this.action = action;
		this.client = client;
		this.limits = settings.limits();
		this.failures = new OpenWhiskFailures(action, settings.limits());
		this.polling = new OpenWhiskPolling(action, client, settings.pollInterval());
	}

	// The record of the run, once it has ended.
	Mono<OpenWhiskActivation> run(Supplier<byte[]> body, Instant deadline, FaasCall call) {
		return post("?blocking=true&result=false", body, deadline).flatMap((answer) -> {
			if (answer.status() == 202) {
				return this.polling.await(accepted(answer, call), deadline, call);
			}
			OpenWhiskActivation activation = OpenWhiskActivation.read(answer);
			return (activation != null) ? Mono.just(activation) : Mono.error(() -> this.failures.of(answer, call));
		});
	}

	// Name of the run that begins some time.
	Mono<String> start(Supplier<byte[]> body, Instant deadline, FaasCall call) {
		return post("", body, deadline).map((answer) -> {
			if (answer.status() != 202 && answer.status() != 200) {
				throw this.failures.of(answer, call);
			}
			return accepted(answer, call);
		});
	}

	private String accepted(HttpFunctionAnswer answer, FaasCall call) {
		String id = OpenWhiskActivation.id(answer);
		if (id == null) {
			throw this.failures.withoutId(answer, call);
		}
		return id;
	}

	private Mono<HttpFunctionAnswer> post(String query, Supplier<byte[]> body, Instant deadline) {
		return this.client.exchange(until(deadline), (namespace) -> HttpFunctionRequest
			.post(namespace.resolve(this.action.path(namespace) + query), JSON, () -> checked(body.get()),
					until(deadline)));
	}

	private byte[] checked(byte[] body) {
		long limit = this.limits.maxPayload().toBytes();
		if (body.length > limit) {
			throw new HttpExchangeException(Reason.TOO_LARGE,
					"The call was not sent: its request is %d bytes, and the platform takes %d bytes; pass large data through a store"
						.formatted(body.length, limit),
					null);
		}
		return body;
	}

	static Duration until(Instant deadline) {
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
