package io.blueprintfaas.statistics;

import java.time.Duration;
import java.util.Map;

import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * How the calls of a job have ended since the application was started.
 *
 * @param calls calls that have ended
 * @param inFlight calls that have begun and not ended
 * @param errors calls that failed
 * @param coldStarts calls that are known to have waited for a new instance
 * @param outcomes calls by their outcome, without those that did not occur
 * @param places calls by where the job ran or was to run, without those that did not
 * occur
 * @param providers calls by the provider that answered or failed last
 * @param window the time that the latencies are of
 * @param latencies how long calls took within the window
 */
public record CallStatistics(long calls, int inFlight, long errors, long coldStarts,
		Map<FaasCallOutcome, Long> outcomes, Map<Place, Long> places, Map<String, Long> providers, Duration window,
		Latencies latencies) {

}
