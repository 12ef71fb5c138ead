package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

import io.blueprintfaas.FaasProgress;

/**
 * Requests about one function, and waits for what they bring about. Each belongs to a
 * step, which its failure names.
 */
final class LambdaControlPlane {

	private final Mono<LambdaAsyncClient> client;

	private final String function;

	private final DeploymentFailures failures;

	private final DeploymentPace pace;

	LambdaControlPlane(Mono<LambdaAsyncClient> client, String function, DeploymentFailures failures,
			DeploymentPace pace) {
		this.client = client;
		this.function = function;
		this.failures = failures;
		this.pace = pace;
	}

	String function() {
		return this.function;
	}

	DeploymentFailures failures() {
		return this.failures;
	}

	DeploymentPace pace() {
		return this.pace;
	}

	// What stands behind a version or alias, or behind null the unpublished code.
	Mono<LambdaState> state(LambdaStep step, @Nullable String qualifier) {
		return find(step,
				(lambda) -> lambda.getFunction((request) -> request.functionName(this.function).qualifier(qualifier)))
			.map(LambdaState::of);
	}

	// Empty if there is no such thing.
	<T> Mono<T> find(LambdaStep step, Function<LambdaAsyncClient, CompletableFuture<T>> request) {
		return send(request, this.pace.read())
			.retryWhen(this.pace.within(this.pace.read(), DeploymentFailures::isPassing))
			.onErrorResume(DeploymentFailures::isNotFound, (notFound) -> Mono.empty())
			.onErrorMap((failure) -> this.failures.of(step, failure));
	}

	// A request that changes something. It is not repeated if its outcome is unknown.
	<T> Mono<T> change(LambdaStep step, Function<LambdaAsyncClient, CompletableFuture<T>> request) {
		return change(step, request, this.pace.read());
	}

	// The same with an answer that takes as long as a step may.
	<T> Mono<T> upload(LambdaStep step, Function<LambdaAsyncClient, CompletableFuture<T>> request) {
		return change(step, request, this.pace.step());
	}

	// A request that waits its turn while another change is under way.
	<T> Mono<T> changeInTurn(LambdaStep step, Function<LambdaAsyncClient, CompletableFuture<T>> request) {
		return change(step, request).retryWhen(inTurn());
	}

	// Gone afterwards, whether or not it was there: true if it was.
	Mono<Boolean> remove(LambdaStep step, Function<LambdaAsyncClient, CompletableFuture<?>> request) {
		return changeInTurn(step, (lambda) -> request.apply(lambda).thenApply((answer) -> true)).onErrorResume(
				(failure) -> failure.getCause() != null && DeploymentFailures.isNotFound(failure.getCause()),
				(notFound) -> Mono.just(false));
	}

	// Another try as soon as the change that is under way has ended.
	Retry inTurn() {
		return this.pace.within(this.pace.step(), DeploymentFailures::isConflict);
	}

	// Looks until what is there is as it should be.
	<T> Mono<T> await(LambdaStep step, Mono<T> look, Predicate<T> ready, Function<T, String> describe,
			FaasProgress progress) {
		Sighting last = new Sighting(step, progress);
		return look.doOnNext((found) -> last.saw(describe.apply(found)))
			.filter(ready)
			.repeatWhenEmpty((tries) -> tries.concatMap(this.pace::pause))
			.timeout(this.pace.step(), Mono.error(() -> this.failures.of(step,
					"after %d s it is %s; look at the function in the console, or raise blueprint.faas.aws.deploy-timeout"
						.formatted(this.pace.step().toSeconds(), last.what()))));
	}

	// For requests that say what they change: sent again after an answer was lost, they
	// would
	// be refused for what they did themselves.
	static AwsRequestOverrideConfiguration once(Duration limit) {
		return AwsRequestOverrideConfiguration.builder()
			.apiCallTimeout(limit)
			.apiCallAttemptTimeout(limit)
			.addPlugin((client) -> client
				.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry())))
			.build();
	}

	private <T> Mono<T> change(LambdaStep step, Function<LambdaAsyncClient, CompletableFuture<T>> request,
			Duration limit) {
		return send(request, limit).retryWhen(this.pace.within(this.pace.step(), DeploymentFailures::isThrottled))
			.onErrorMap((failure) -> this.failures.of(step, failure));
	}

	private <T> Mono<T> send(Function<LambdaAsyncClient, CompletableFuture<T>> request, Duration limit) {
		return this.client.flatMap((lambda) -> Mono.fromFuture(() -> request.apply(lambda)))
			.timeout(limit,
					Mono.error(() -> new TimeoutException("no answer within %d s".formatted(limit.toSeconds()))));
	}

	/**
	 * The last thing seen while waiting; what is new is reported.
	 */
	private static final class Sighting {

		private final LambdaStep step;

		private final FaasProgress progress;

		private volatile String what = "not there";

		Sighting(LambdaStep step, FaasProgress progress) {
			this.step = step;
			this.progress = progress;
		}

		void saw(String now) {
			if (!now.equals(this.what)) {
				this.what = now;
				this.progress.step("%s: it is %s".formatted(this.step.text(), now));
			}
		}

		String what() {
			return this.what;
		}

	}

}
