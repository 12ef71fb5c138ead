package io.blueprintfaas.gcp;

import java.time.Duration;
import java.time.Instant;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.OutgoingCall;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls one function at GCP Cloud Functions.
 */
final class GcpFaasExecutor implements FaasExecutor {

	private final FaasJobDefinition job;

	private final GcpFunctionCalls calls;

	private final GcpAnswerReader reader;

	private final GcpFunctionHealth health;

	GcpFaasExecutor(FaasJobDefinition job, GcpFunction function, GcpFunctionUris uris, GcpFunctionCalls calls) {
		this.job = job;
		this.calls = calls;
		this.reader = new GcpAnswerReader(function);
		this.health = new GcpFunctionHealth(function, uris);
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> {
			OutgoingCall outgoing = new OutgoingCall(this.job, request);
			return withFailures(send(outgoing), outgoing.call());
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
		return withFailures(Mono.defer(() -> this.calls.post(() -> payload, Instant.now().plus(timeout)))
			.map((answer) -> this.reader.read(answer, call)), call);
	}

	private Mono<FaasResponse> send(OutgoingCall outgoing) {
		long start = System.nanoTime();
		// Fails if there is none
		outgoing.remaining();
		return this.calls.post(outgoing::body, outgoing.deadline()).map((answer) -> {
			WireResponse response = this.reader.read(answer, outgoing.call());
			return new FaasResponse(response.result(),
					response.metrics().withTotal(Duration.ofNanos(System.nanoTime() - start)));
		});
	}

	private static <T> Mono<T> withFailures(Mono<T> sent, FaasCall call) {
		return sent.onErrorMap(HttpExchangeException.class, (failure) -> HttpFailures.of(failure, call))
			.onErrorMap(CallPreparationException.class, (failure) -> failure.of(call));
	}

}
