package io.blueprintfaas.platform.function;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * How often a function was called since the platform was started, over all its versions.
 */
final class FunctionStatistics {

	private final LongAdder total = new LongAdder();

	private volatile @Nullable Instant last;

	void count() {
		this.total.increment();
		this.last = Instant.now().truncatedTo(ChronoUnit.MILLIS);
	}

	long total() {
		return this.total.sum();
	}

	@Nullable Instant last() {
		return this.last;
	}

}
