package io.blueprintfaas.aws;

import java.time.Duration;

import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.provider.CallLimit;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.OutgoingCall;

/**
 * Calls one function at AWS Lambda.
 */
final class AwsFaasExecutor implements FaasExecutor {

	/** What a codec reads as no result. */
	private static final byte[] NO_RESULT = { 'n', 'u', 'l', 'l' };

	private final FaasJobDefinition job;

	private final LambdaFunction function;

	private final LambdaClients clients;

	private final CallLimit limit;

	private final LambdaRequests requests;

	private final LambdaFailures failures;

	private final LambdaAnswers answers;

	AwsFaasExecutor(FaasJobDefinition job, LambdaFunction function, LambdaClients clients, CallLimit limit) {
		this.job = job;
		this.function = function;
		this.clients = clients;
		this.limit = limit;
		this.requests = new LambdaRequests(function);
		this.failures = new LambdaFailures(job, function);
		this.answers = new LambdaAnswers(job, function);
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> send(new OutgoingCall(this.job, request)));
	}

	@Override
	public Mono<FaasStatus> status() {
		FaasCall call = new FaasCall(this.job.key(), provider(), null);
		return withFailures(new LambdaStatus(this.function, this.clients).ask(), call)
			.onErrorResume(FaasException.class, (failure) -> Mono.just(LambdaStatus.of(failure)));
	}

	@Override
	public String provider() {
		return this.job.provider();
	}

	private Mono<FaasResponse> send(OutgoingCall outgoing) {
		long start = System.nanoTime();
		Mono<FaasResponse> sent = this.clients.lambda()
			.flatMap((client) -> withFailures(invoke(client, outgoing), outgoing.call()));
		return withFailures(this.limit.run(sent, outgoing.remaining()), outgoing.call())
			.map((response) -> new FaasResponse(response.payload(),
					response.metrics().withTotal(Duration.ofNanos(System.nanoTime() - start))));
	}

	private Mono<FaasResponse> invoke(LambdaAsyncClient client, OutgoingCall outgoing) {
		InvokeRequest message = this.requests.write(outgoing);
		return Mono.fromFuture(() -> client.invoke(message))
			.map((response) -> this.function.event() ? new FaasResponse(NO_RESULT.clone(), FaasMetrics.NONE)
					: this.answers.read(response, outgoing.call()));
	}

	private <T> Mono<T> withFailures(Mono<T> sent, FaasCall call) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return sent
				.onErrorMap((failure) -> this.failures.of(failure, Duration.ofNanos(System.nanoTime() - start), call));
		});
	}

}
