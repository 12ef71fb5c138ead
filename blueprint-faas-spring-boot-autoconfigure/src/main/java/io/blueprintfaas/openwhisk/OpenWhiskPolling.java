package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpExchangeException.Reason;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.LenientJson;

/**
 * Looks at a run that was accepted until it has ended. Looking changes nothing, so what
 * goes wrong with it is tried again for as long as the call may take.
 */
final class OpenWhiskPolling {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LOOK = Duration.ofSeconds(10);

	private final OpenWhiskAction action;

	private final OpenWhiskClient client;

	private final Duration longestPause;

	OpenWhiskPolling(OpenWhiskAction action, OpenWhiskClient client, Duration longestPause) {
		this.action = action;
		this.client = client;
		this.longestPause = longestPause;
	}

	// The record of the run, or FaasTimeoutException at the deadline.
	Mono<OpenWhiskActivation> await(String id, Instant deadline, FaasCall call) {
		return Mono.defer(() -> {
			AtomicReference<String> seen = new AtomicReference<>("it was not looked at");
			return pause(0).then(look(id, deadline, call, seen))
				.repeatWhenEmpty((tries) -> tries.concatMap((number) -> pause(number + 1)))
				.timeout(OpenWhiskCalls.until(deadline), Mono.error(() -> late(id, seen.get(), call)));
		});
	}

	// Empty if the run has not ended, or that cannot be told now.
	private Mono<OpenWhiskActivation> look(String id, Instant deadline, FaasCall call, AtomicReference<String> seen) {
		return this.client.exchange(time(deadline), (namespace) -> HttpFunctionRequest.of(HttpMethod.GET,
				namespace.resolve("namespaces/%s/activations/%s".formatted(OpenWhiskAction.encode(namespace.namespace()),
						OpenWhiskAction.encode(id))),
				time(deadline)))
			.flatMap((answer) -> Mono.justOrEmpty(read(answer, id, call, seen)))
			.onErrorResume((failure) -> !(failure instanceof FaasException),
					(failure) -> failed(failure, id, call, seen));
	}

	private @Nullable OpenWhiskActivation read(HttpFunctionAnswer answer, String id,
			FaasCall call, AtomicReference<String> seen) {
		if (answer.status() == 401 || answer.status() == 403) {
			throw unknown(id, "and cannot be looked at: %s; check the key of the namespace".formatted(describe(answer)),
					call);
		}
		OpenWhiskActivation activation = answer.isSuccessful() ? OpenWhiskActivation.read(answer) : null;
		boolean ended = activation != null && activation.isEnded();
		seen.set((answer.status() == 404) ? "there was no record of it yet"
				: (activation != null) ? "it was running" : describe(answer));
		return ended ? new OpenWhiskActivation(id, activation.json()) : null;
	}

	private Mono<OpenWhiskActivation> failed(Throwable failure, String id, FaasCall call, AtomicReference<String> seen) {
		if (failure instanceof HttpExchangeException ex && ex.getReason() == Reason.TOO_LARGE) {
			return Mono.error(new FaasPayloadException(
					"Activation %s of function %s has ended, but its record cannot be read: %s".formatted(id,
							this.action, ex.getMessage()),
					call, ex));
		}
		seen.set(HttpFailures.shorten(String.valueOf(failure.getMessage())));
		return Mono.empty();
	}

	private FaasTimeoutException late(String id, String seen, FaasCall call) {
		return unknown(id, "but had not ended when the call's time was up (last seen: %s)".formatted(seen), call);
	}

	private FaasTimeoutException unknown(String id, String what, FaasCall call) {
		return new FaasTimeoutException(
				"The call of function %s was accepted as activation %s, %s: its outcome is unknown here".formatted(
						this.action, id, what),
				call, null);
	}

	private Mono<Long> pause(long number) {
		long length = Math.min(this.longestPause.toMillis(), FIRST_PAUSE.toMillis() << Math.min(number, 10));
		return Mono.delay(Duration.ofMillis(length));
	}

	private static Duration time(Instant deadline) {
		Duration left = OpenWhiskCalls.until(deadline);
		return (left.compareTo(LOOK) < 0) ? left : LOOK;
	}

	private static String describe(HttpFunctionAnswer answer) {
		return HttpFailures.describe(answer, LenientJson.text(LenientJson.read(answer.body()), "error"));
	}

}
