package io.blueprintfaas.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.statistics.CallStatistics;
import io.blueprintfaas.statistics.CallsOfMinute;
import io.blueprintfaas.statistics.Latencies;

/**
 * How the calls of a job have ended since the application was started.
 *
 * @param calls calls that have ended
 * @param inFlight calls under way
 * @param errors calls that failed
 * @param coldStarts calls that are known to have waited for a new instance
 * @param outcomes calls by outcome
 * @param places calls by where the job ran or was to run
 * @param providers calls by the provider that answered or failed last
 * @param latency how long calls took of late
 */
public record StatisticsReport(long calls, int inFlight, long errors, long coldStarts, Map<String, Long> outcomes,
		Map<String, Long> places, Map<String, Long> providers, Latency latency) {

	static StatisticsReport of(CallStatistics statistics) {
		return new StatisticsReport(statistics.calls(), statistics.inFlight(), statistics.errors(),
				statistics.coldStarts(), labelled(statistics.outcomes()), labelled(statistics.places()),
				statistics.providers(), Latency.of(statistics.window(), statistics.latencies()));
	}

	private static <E extends Enum<E>> Map<String, Long> labelled(Map<E, Long> counts) {
		Map<String, Long> labelled = new TreeMap<>();
		counts.forEach((value, count) -> labelled.put(Labels.of(value), count));
		return labelled;
	}

	/**
	 * How long those calls took that the job ran to its end.
	 *
	 * @param window the time that is looked at, up to now
	 * @param calls number of those calls
	 * @param p50Millis what half of them did not exceed, or {@code null} if there was
	 * none
	 * @param p95Millis what 95 % of them did not exceed, or {@code null} if there was
	 * none
	 * @param p99Millis what 99 % of them did not exceed, or {@code null} if there was
	 * none
	 */
	public record Latency(Duration window, long calls, @Nullable Double p50Millis, @Nullable Double p95Millis,
			@Nullable Double p99Millis) {

		private static Latency of(Duration window, Latencies latencies) {
			return new Latency(window, latencies.calls(), Labels.millis(latencies.p50()),
					Labels.millis(latencies.p95()), Labels.millis(latencies.p99()));
		}

	}

	/**
	 * The calls that ended within one minute.
	 *
	 * @param start when it began
	 * @param calls how many ended
	 * @param errors how many of them failed
	 * @param coldStarts how many of them are known to have waited for a new instance
	 * @param p50Millis what half of those that ran did not exceed, or {@code null} if
	 * none ran
	 * @param p95Millis what 95 % of those that ran did not exceed, or {@code null} if
	 * none ran
	 */
	public record Minute(Instant start, int calls, int errors, int coldStarts, @Nullable Double p50Millis,
			@Nullable Double p95Millis) {

		static Minute of(CallsOfMinute minute) {
			return new Minute(minute.start(), minute.calls(), minute.errors(), minute.coldStarts(),
					Labels.millis(minute.latencies().p50()), Labels.millis(minute.latencies().p95()));
		}

	}

}
