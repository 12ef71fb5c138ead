package io.blueprintfaas.gcp;

import java.time.Duration;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How patient a lifecycle is.
 *
 * @param shortest first pause between two looks
 * @param longest longest pause between two looks
 * @param read longest wait for an answer to one request
 * @param limit longest wait for a whole deployment or removal
 */
record GcpPace(Duration shortest, Duration longest, Duration read, Duration limit) {

	static GcpPace of(Duration limit) {
		return new GcpPace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), limit);
	}

	Mono<Long> pause(long number) {
		return Mono.delay(length(number));
	}

	// Each pause is twice as long as the one before, up to the longest.
	Duration length(long number) {
		return Duration.ofMillis(Math.min(this.longest.toMillis(), this.shortest.toMillis() << Math.min(number, 10)));
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
