package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How patient a lifecycle is.
 *
 * @param shortest first pause between two tries
 * @param longest longest pause between two tries
 * @param read longest time for a request that changes nothing, its repetitions included
 * @param limit longest time for a whole deployment or removal
 */
record OpenWhiskPace(Duration shortest, Duration longest, Duration read, Duration limit) {

	static OpenWhiskPace of(Duration limit) {
		return new OpenWhiskPace(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(30), limit);
	}

	// Each pause is twice as long as the one before, up to the longest.
	Mono<Long> pause(long number) {
		return Mono.delay(Duration
			.ofMillis(Math.min(this.longest.toMillis(), this.shortest.toMillis() << Math.min(number, 10))));
	}

	// Again and again for as long as the failure is of this kind and the time not over.
	Retry within(Duration time, Predicate<Throwable> kind) {
		return Retry.from((signals) -> {
			long end = System.nanoTime() + time.toNanos();
			return signals.concatMap((signal) -> (kind.test(signal.failure()) && System.nanoTime() < end)
					? pause(signal.totalRetries()) : Mono.error(signal.failure()));
		});
	}

}
