package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.OutgoingCall;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls one function through the API of OpenWhisk.
 */
final class OpenWhiskFaasExecutor implements FaasExecutor {

	/** What a codec reads as no result. */
	private static final byte[] NO_RESULT = { 'n', 'u', 'l', 'l' };

	private static final Map<String, String> EVENT = Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT);

	private final FaasJobDefinition job;

	private final OpenWhiskCalls calls;

	private final OpenWhiskAnswers answers;

	private final OpenWhiskHealth health;

	private final boolean event;

	OpenWhiskFaasExecutor(FaasJobDefinition job, OpenWhiskAction action, OpenWhiskClient client,
			OpenWhiskSettings settings, boolean event) {
		this.job = job;
		this.calls = new OpenWhiskCalls(action, client, settings);
		this.answers = new OpenWhiskAnswers(job, action);
		this.health = new OpenWhiskHealth(action, client);
		this.event = event;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			OutgoingCall outgoing = new OutgoingCall(this.job, request);
			// Fails if there is no time
			outgoing.remaining();
			return withFailures(this.event ? start(outgoing) : run(outgoing), outgoing.call())
				.map((response) -> new FaasResponse(response.payload(),
						response.metrics().withTotal(Duration.ofNanos(System.nanoTime() - start))));
		});
	}

	@Override
	public Mono<FaasStatus> status() {
		return this.health.status();
	}

	@Override
	public String provider() {
		return this.job.provider();
	}

	// Sends what was written elsewhere, and reads the answer.
	Mono<WireResponse> send(byte[] payload, Duration timeout) {
		FaasCall call = new FaasCall(this.job.key(), provider(), null);
		return withFailures(Mono.defer(() -> this.calls.run(() -> payload, Instant.now().plus(timeout), call))
			.map((activation) -> this.answers.read(activation, call)), call);
	}

	private Mono<FaasResponse> run(OutgoingCall outgoing) {
		return this.calls.run(outgoing::body, outgoing.deadline(), outgoing.call()).map((activation) -> {
			WireResponse response = this.answers.read(activation, outgoing.call());
			return new FaasResponse(response.result(), response.metrics());
		});
	}

	private Mono<FaasResponse> start(OutgoingCall outgoing) {
		return this.calls.start(() -> outgoing.body(EVENT), outgoing.deadline(), outgoing.call())
			.map((id) -> new FaasResponse(NO_RESULT.clone(), FaasMetrics.NONE));
	}

	private static <T> Mono<T> withFailures(Mono<T> sent, FaasCall call) {
		return sent.onErrorMap(HttpExchangeException.class, (failure) -> HttpFailures.of(failure, call))
			.onErrorMap(OpenWhiskAccessException.class, (failure) -> failure.of(call));
	}

}
