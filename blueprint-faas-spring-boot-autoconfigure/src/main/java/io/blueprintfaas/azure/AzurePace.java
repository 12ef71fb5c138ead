package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How patient a lifecycle is.
 *
 * @param shortest first pause between two looks
 * @param longest longest pause between two looks
 * @param settle longest wait for what is done to show
 * @param limit longest wait for a whole deployment or removal
 */
record AzurePace(Duration shortest, Duration longest, Duration settle, Duration limit) {

	static AzurePace of(Duration limit) {
		return new AzurePace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(4), limit);
	}

	Mono<Long> pause(long number) {
		return Mono.delay(length(number));
	}

	// Each pause is twice as long as the one before, up to the longest.
	Duration length(long number) {
		return Duration.ofMillis(Math.min(this.longest.toMillis(), this.shortest.toMillis() << Math.min(number, 10)));
	}

	// Again and again for as long as the failure is of this kind and the time not over,
	// and not before Azure wants.
	Retry within(Duration time, Predicate<Throwable> kind) {
		return Retry.from((signals) -> {
			long end = System.nanoTime() + time.toNanos();
			return signals.concatMap((signal) -> {
				Duration wait = wait(signal.totalRetries(), AzureError.of(signal.failure()).retryAfter());
				boolean again = kind.test(signal.failure()) && System.nanoTime() + wait.toNanos() < end;
				return again ? Mono.delay(wait) : Mono.error(signal.failure());
			});
		});
	}

	private Duration wait(long number, @Nullable Duration asked) {
		Duration own = length(number);
		return (asked != null && asked.compareTo(own) > 0) ? asked : own;
	}

}
