package io.blueprintfaas.gcp;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

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
		FaasCall call = FaasCall.of(request, provider());
		return Mono.defer(() -> send(request, call))
			.onErrorMap(HttpExchangeException.class, (failure) -> HttpFailures.of(failure, call))
			.onErrorMap(GcpServiceException.class, (failure) -> failure.of(call));
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
		return Mono.defer(() -> this.calls.post(() -> payload, Instant.now().plus(timeout)))
			.map((answer) -> this.reader.read(answer, call))
			.onErrorMap(HttpExchangeException.class, (failure) -> HttpFailures.of(failure, call))
			.onErrorMap(GcpServiceException.class, (failure) -> failure.of(call));
	}

	private Mono<FaasResponse> send(FaasRequest request, FaasCall call) {
		long start = System.nanoTime();
		Instant deadline = (request.deadline() != null) ? request.deadline() : Instant.now().plus(this.job.deadline());
		Duration remaining = Duration.between(Instant.now(), deadline);
		if (remaining.toMillis() <= 0) {
			return Mono.error(new FaasUnavailableException(
					"The call was not sent: its deadline passed %d ms ago".formatted(-remaining.toMillis()), call,
					null));
		}
		return this.calls.post(() -> body(request, deadline), deadline).map((answer) -> {
			WireResponse response = this.reader.read(answer, call);
			return new FaasResponse(response.result(),
					response.metrics().withTotal(Duration.ofNanos(System.nanoTime() - start)));
		});
	}

	private byte[] body(FaasRequest request, Instant deadline) {
		long remaining = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
		return WireFormat.writeRequest((this.job.wire() == WireVersion.V1_1)
				? new WireRequest(WireVersion.V1_1, request.job().id(), request.payload(),
						request.invocationId().toString(), remaining, request.headers(), request.contract(), false)
				: new WireRequest(WireVersion.V1_0, request.job().id(), request.payload(), null, null, Map.of(), null,
						false));
	}

}
