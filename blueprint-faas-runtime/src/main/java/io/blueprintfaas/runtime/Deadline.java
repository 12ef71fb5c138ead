package io.blueprintfaas.runtime;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The moment at which a caller stops waiting.
 *
 * @param arrived when the request arrived, by {@link System#nanoTime()}
 * @param millis milliseconds from then on; may be 0 or less if it had passed already
 */
record Deadline(long arrived, long millis) {

	static @Nullable Deadline of(long arrived, @Nullable Long millis) {
		return (millis != null) ? new Deadline(arrived, millis) : null;
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
