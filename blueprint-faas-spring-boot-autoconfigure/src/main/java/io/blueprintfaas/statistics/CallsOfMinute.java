package io.blueprintfaas.statistics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * The calls of a job that ended within one minute.
 *
 * @param start when the minute began
 * @param calls how many ended
 * @param errors how many of them failed
 * @param coldStarts how many of them are known to have waited for a new instance
 * @param latencies how long those took that the job ran
 */
public record CallsOfMinute(Instant start, int calls, int errors, int coldStarts, Latencies latencies) {

	static CallsOfMinute of(long minute, @Nullable MinuteBucket bucket) {
		Instant start = Instant.EPOCH.plus(minute, ChronoUnit.MINUTES);
		if (bucket == null) {
			return new CallsOfMinute(start, 0, 0, 0, Latencies.NONE);
		}
		long[] latencies = new long[LatencyHistogram.BUCKETS];
		bucket.addLatenciesTo(latencies);
		return new CallsOfMinute(start, bucket.calls(), bucket.errors(), bucket.coldStarts(), Latencies.of(latencies));
	}

}
