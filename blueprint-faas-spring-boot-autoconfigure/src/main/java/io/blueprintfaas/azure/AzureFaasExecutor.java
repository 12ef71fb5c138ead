package io.blueprintfaas.azure;

import java.time.Duration;
import java.time.Instant;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.FunctionAnswers;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.OutgoingCall;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls one function at Azure Functions.
 */
final class AzureFaasExecutor implements FaasExecutor {

	private final FaasJobDefinition job;

	private final AzureFunctionCalls calls;

	private final AzureStatuses statuses;

	private final AzureFunctionHealth health;

	private final AzureAppAddress address;

	AzureFaasExecutor(FaasJobDefinition job, AzureFunction function, AzureDirectory directory,
			HttpFunctionClient client) {
		this.job = job;
		this.address = directory.address(function.app());
		this.calls = new AzureFunctionCalls(function, directory, client);
		this.statuses = new AzureStatuses(function, this.address);
		this.health = new AzureFunctionHealth(function, this.address, directory.management());
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> {
			OutgoingCall outgoing = new OutgoingCall(this.job, AzureCallRules.limit(request, this.job));
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

	// Sends what a deployment has written, and reads the answer.
	Mono<WireResponse> send(byte[] payload, Duration timeout) {
		FaasCall call = new FaasCall(this.job.key(), provider(), null);
		return withFailures(Mono.defer(() -> this.calls.post(() -> payload, Instant.now().plus(timeout)))
			.map((answer) -> read(answer, call))
			.doOnNext((response) -> this.address.deployed()), call);
	}

	private Mono<FaasResponse> send(OutgoingCall outgoing) {
		long start = System.nanoTime();
		// Fails if there is none
		outgoing.remaining();
		return this.calls.post(outgoing::body, outgoing.deadline()).map((answer) -> {
			WireResponse response = read(answer, outgoing.call());
			return new FaasResponse(response.result(),
					response.metrics().withTotal(Duration.ofNanos(System.nanoTime() - start)));
		});
	}

	private WireResponse read(HttpFunctionAnswer answer, FaasCall call) {
		return FunctionAnswers.read(answer, call, (inPlace) -> this.statuses.failure(inPlace, call));
	}

	private static <T> Mono<T> withFailures(Mono<T> sent, FaasCall call) {
		return sent.onErrorMap((failure) -> translate(failure, call));
	}

	// Why there is no proof to send a call with is said by whoever was asked for it.
	private static Throwable translate(Throwable failure, FaasCall call) {
		CallPreparationException known = (failure instanceof FaasException) ? null
				: AzureFailures.find(failure, CallPreparationException.class);
		if (known != null) {
			return known.of(call);
		}
		return (failure instanceof HttpExchangeException exchange) ? HttpFailures.of(exchange, call) : failure;
	}

}
