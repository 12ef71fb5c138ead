package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * Calls one function at its platform.
 */
final class CustomFaasExecutor implements FaasExecutor {

	private static final HttpHeaders JSON = json();

	private final FaasJobDefinition job;

	private final HttpFunctionClient client;

	private final URI invoke;

	private final CustomFunctionHealth health;

	CustomFaasExecutor(FaasJobDefinition job, CustomFunction function, HttpFunctionClient client) {
		this.job = job;
		this.client = client;
		this.invoke = function.invoke();
		this.health = new CustomFunctionHealth(function, client);
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		FaasCall call = FaasCall.of(request, provider());
		return Mono.defer(() -> send(request, call))
			.onErrorMap(HttpExchangeException.class, (failure) -> HttpFailures.of(failure, call));
	}

	@Override
	public Mono<FaasStatus> status() {
		return this.health.status();
	}

	@Override
	public String provider() {
		return this.job.provider();
	}

	private Mono<FaasResponse> send(FaasRequest request, FaasCall call) {
		Instant deadline = (request.deadline() != null) ? request.deadline() : Instant.now().plus(this.job.deadline());
		Duration remaining = Duration.between(Instant.now(), deadline);
		if (remaining.toMillis() <= 0) {
			return Mono.error(new FaasUnavailableException(
					"The call was not sent: its deadline passed %d ms ago".formatted(-remaining.toMillis()), call,
					null));
		}
		return this.client
			.exchange(HttpFunctionRequest.post(this.invoke, JSON, () -> body(request, deadline), remaining))
			.map((answer) -> CustomAnswerReader.read(answer, call));
	}

	private byte[] body(FaasRequest request, Instant deadline) {
		long remaining = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
		return WireFormat.writeRequest((this.job.wire() == WireVersion.V1_1)
				? new WireRequest(WireVersion.V1_1, request.job().id(), request.payload(),
						request.invocationId().toString(), remaining, request.headers(), request.contract(), false)
				: new WireRequest(WireVersion.V1_0, request.job().id(), request.payload(), null, null, Map.of(), null,
						false));
	}

	private static HttpHeaders json() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

}
