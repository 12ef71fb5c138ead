package io.blueprintfaas.statistics;

import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * How long calls took that the job ran to its end, with a result or an exception of its
 * handler. Each value is wrong by 1/32 at most.
 *
 * @param calls number of those calls
 * @param p50 what half of them did not exceed, or {@code null} if there was none
 * @param p95 what 95 % of them did not exceed, or {@code null} if there was none
 * @param p99 what 99 % of them did not exceed, or {@code null} if there was none
 */
public record Latencies(long calls, @Nullable Duration p50, @Nullable Duration p95, @Nullable Duration p99) {

	/**
	 * Of no call.
	 */
	public static final Latencies NONE = new Latencies(0, null, null, null);

	static Latencies of(long[] counts) {
		long calls = Arrays.stream(counts).sum();
		return (calls > 0) ? new Latencies(calls, LatencyHistogram.percentile(counts, 0.5),
				LatencyHistogram.percentile(counts, 0.95), LatencyHistogram.percentile(counts, 0.99)) : NONE;
	}

}
