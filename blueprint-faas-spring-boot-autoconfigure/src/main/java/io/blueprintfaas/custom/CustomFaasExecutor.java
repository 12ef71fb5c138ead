package io.blueprintfaas.custom;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.OutgoingCall;

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
		return Mono.defer(() -> {
			OutgoingCall outgoing = new OutgoingCall(this.job, request);
			return send(outgoing).onErrorMap(HttpExchangeException.class,
					(failure) -> HttpFailures.of(failure, outgoing.call()));
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

	private Mono<FaasResponse> send(OutgoingCall outgoing) {
		return this.client.exchange(HttpFunctionRequest.post(this.invoke, JSON, outgoing::body, outgoing.remaining()))
			.map((answer) -> CustomAnswerReader.read(answer, outgoing.call()));
	}

	private static HttpHeaders json() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

}
