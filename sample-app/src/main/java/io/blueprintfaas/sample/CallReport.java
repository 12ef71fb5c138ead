package io.blueprintfaas.sample;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.invocation.FaasResult;

/**
 * Where a call ran, and how long it took. What was not measured is {@code null}.
 *
 * @param here whether it ran in this application
 * @param provider name of the provider that ran it
 * @param instance the process that ran it, for example {@code pid 4711}
 * @param cold whether the call had to wait for a new instance
 * @param totalMillis from sending the call to having the answer
 * @param executionMillis how long the job itself ran
 * @param initMillis how long the new instance took to start
 */
record CallReport(boolean here, String provider, @Nullable String instance, @Nullable Boolean cold,
		@Nullable Double totalMillis, @Nullable Double executionMillis, @Nullable Double initMillis) {

	private static final String THIS_PROCESS = "pid " + ProcessHandle.current().pid();

	static CallReport of(FaasResult<?> result) {
		FaasMetrics metrics = result.metrics();
		boolean here = THIS_PROCESS.equals(metrics.instance());
		return new CallReport(here, here ? "this application" : result.provider(), metrics.instance(),
				metrics.coldStart(), millis(metrics.total()), millis(metrics.execution()), millis(metrics.init()));
	}

	private static @Nullable Double millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toNanos() / 10_000 / 100.0 : null;
	}

}
