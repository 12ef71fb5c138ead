package io.blueprintfaas.gcp;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.GetFunctionRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.retry.Retry;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasProgress;

/**
 * Requests about one function during one run of a lifecycle, and waits for what they
 * bring about. Each belongs to a step, which its failure names. Time runs from when this
 * is made.
 */
final class GcpControlPlane {

	private final Mono<FunctionServiceClient> client;

	private final GcpFunction function;

	private final GcpDeploymentFailures failures;

	private final GcpPace pace;

	private final long end;

	GcpControlPlane(Mono<FunctionServiceClient> client, GcpFunction function, GcpDeploymentFailures failures,
			GcpPace pace) {
		this.client = client;
		this.function = function;
		this.failures = failures;
		this.pace = pace;
		this.end = System.nanoTime() + pace.limit().toNanos();
	}

	GcpFunction function() {
		return this.function;
	}

	GcpDeploymentFailures failures() {
		return this.failures;
	}

	// Time that is left for the whole run; at least a moment.
	Duration left() {
		return Duration.ofNanos(Math.max(1_000_000, this.end - System.nanoTime()));
	}

	private boolean isOver() {
		return System.nanoTime() >= this.end;
	}

	// What is there, or empty if nothing is. Only that there is no such function means
	// nothing.
	Mono<GcpState> find(GcpStep step) {
		GetFunctionRequest request = GetFunctionRequest.newBuilder().setName(this.function.resourceName()).build();
		return ask(step, FunctionServiceClient::getFunctionCallable, request)
			.onErrorResume((failure) -> GcpDeploymentFailures.isNotFound(failure.getCause()),
					(notFound) -> Mono.empty())
			.map(GcpState::new);
	}

	// The same as soon as no change is under way any more.
	Mono<GcpState> settled(GcpStep step, FaasProgress progress) {
		return find(step).map(Optional::of).defaultIfEmpty(Optional.empty()).filter((found) -> {
			found.filter(GcpState::isBusy).ifPresent((busy) -> report(step, busy, progress));
			return found.filter(GcpState::isBusy).isEmpty();
		})
			.repeatWhenEmpty((tries) -> tries.concatMap((number) -> isOver()
					? Mono.error(late(step, "another change is still under way")) : this.pace.pause(number)))
			.flatMap(Mono::justOrEmpty);
	}

	// A request that has no effect on the function.
	<Q, A> Mono<A> ask(GcpStep step, Function<FunctionServiceClient, UnaryCallable<Q, A>> callable, Q request) {
		return ask(step, callable, request, this.pace.read());
	}

	private <Q, A> Mono<A> ask(GcpStep step, Function<FunctionServiceClient, UnaryCallable<Q, A>> callable, Q request,
			Duration patience) {
		return send(callable, request).retryWhen(this.pace.within(patience, GcpDeploymentFailures::isPassing))
			.onErrorMap((failure) -> this.failures.of(step, failure));
	}

	// A request that changes something, and the operation it starts. It is sent once,
	// except if it was refused for the number of requests.
	<Q> Mono<Operation> change(GcpStep step, Function<FunctionServiceClient, UnaryCallable<Q, Operation>> callable,
			Q request) {
		return send(callable, request).retryWhen(this.pace.within(left(), GcpDeploymentFailures::isRateLimited))
			.onErrorMap((failure) -> this.failures.of(step, failure));
	}

	// Ends when the operation has ended well, and fails with what it says otherwise.
	Mono<Operation> follow(GcpStep step, Operation started, FaasProgress progress) {
		GcpOperationReport report = new GcpOperationReport(step, progress, this.failures);
		return Mono.defer(() -> started.getDone() ? Mono.just(started) : poll(started, report))
			.doOnNext(report::ended)
			.timeout(left(), Mono.error(() -> late(step, report.last())));
	}

	// Another try as soon as the change that is under way has ended.
	Retry inTurn(FaasProgress progress) {
		return this.pace.within(left(), (failure) -> {
			boolean conflict = GcpDeploymentFailures.isConflict(failure);
			if (conflict) {
				progress.step("waiting for another change of the function to end");
			}
			return conflict;
		});
	}

	private Mono<Operation> poll(Operation started, GcpOperationReport report) {
		GetOperationRequest request = GetOperationRequest.newBuilder().setName(started.getName()).build();
		Mono<Operation> look = ask(GcpStep.FOLLOWING,
				(functions) -> functions.getOperationsClient().getOperationCallable(), request, left());
		report.saw(started);
		return this.pace.pause(0)
			.then(look.doOnNext(report::saw)
				.filter(Operation::getDone)
				.repeatWhenEmpty((tries) -> tries.concatMap((number) -> this.pace.pause(number + 1))));
	}

	private void report(GcpStep step, GcpState busy, FaasProgress progress) {
		progress.step("%s: it is %s, waiting for that to end".formatted(step.text(), busy.describe()));
	}

	private FaasDeploymentException late(GcpStep step, String last) {
		return this.failures.of(step,
				"after %d s %s; what GCP has begun goes on: look at the function in the console, or raise blueprint.faas.gcp.deploy-timeout"
					.formatted(this.pace.limit().toSeconds(), last));
	}

	private <Q, A> Mono<A> send(Function<FunctionServiceClient, UnaryCallable<Q, A>> callable, Q request) {
		GrpcCallContext once = GrpcCallContext.createDefault()
			.withRetryableCodes(Set.of())
			.withTimeoutDuration(this.pace.read());
		return this.client
			.flatMap((functions) -> Mono
				.<A>create((sink) -> connect(callable.apply(functions).futureCall(request, once), sink)))
			.timeout(this.pace.read().plusSeconds(1), Mono
				.error(() -> new TimeoutException("no answer within %d s".formatted(this.pace.read().toSeconds()))));
	}

	private static <A> void connect(ApiFuture<A> future, MonoSink<A> sink) {
		sink.onDispose(() -> future.cancel(true));
		ApiFutures.addCallback(future, new ApiFutureCallback<A>() {

			@Override
			public void onSuccess(A answer) {
				sink.success(answer);
			}

			@Override
			public void onFailure(Throwable failure) {
				sink.error(failure);
			}

		}, Runnable::run);
	}

}
