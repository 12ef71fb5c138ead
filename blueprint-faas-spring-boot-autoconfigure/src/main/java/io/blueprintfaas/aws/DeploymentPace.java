package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How patient a deployment is.
 *
 * @param shortest first pause between two looks
 * @param longest longest pause between two looks
 * @param read longest wait for an answer to a request that carries no package
 * @param role longest wait for a new role to be known to Lambda
 * @param step longest wait for one step
 */
record DeploymentPace(Duration shortest, Duration longest, Duration read, Duration role, Duration step) {

	static DeploymentPace of(Duration step) {
		return new DeploymentPace(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(30),
				Duration.ofSeconds(60), step);
	}

	Mono<Long> pause(long number) {
		long millis = Math.min(this.longest.toMillis(), this.shortest.toMillis() << Math.min(number, 10));
		return Mono.delay(Duration.ofMillis(millis));
	}

	// Again and again for as long as the failure is of this kind and the time not over.
	Retry within(Duration limit, Predicate<Throwable> kind) {
		return Retry.from((signals) -> {
			long end = System.nanoTime() + limit.toNanos();
			return signals.concatMap((signal) -> (kind.test(signal.failure()) && System.nanoTime() < end)
					? pause(signal.totalRetries()) : Mono.error(signal.failure()));
		});
	}

}
