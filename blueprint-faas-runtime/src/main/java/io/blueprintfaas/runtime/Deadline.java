package io.blueprintfaas.runtime;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The moment at which a caller, or the platform, stops waiting.
 *
 * @param arrived when the request arrived, by {@link System#nanoTime()}
 * @param millis milliseconds from then on; may be 0 or less if it had passed already
 */
record Deadline(long arrived, long millis) {

	// The caller's and the platform's, of which the earlier counts
	static @Nullable Deadline of(long arrived, @Nullable Long millis, @Nullable Long limit) {
		if (millis == null || limit == null) {
			Long only = (millis != null) ? millis : limit;
			return (only != null) ? new Deadline(arrived, only) : null;
		}
		return new Deadline(arrived, Math.min(millis, limit));
	}

	/**
	 * Time that is left.
	 * @return nanoseconds; 0 or less if the deadline has passed
	 */
	long remainingNanos() {
		return TimeUnit.MILLISECONDS.toNanos(Math.max(0, this.millis)) - (System.nanoTime() - this.arrived);
	}

	@Override
	public String toString() {
		return this.millis + " ms";
	}

}
