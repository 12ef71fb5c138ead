package io.blueprintfaas.dashboard;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.operations.JobSummary;

/**
 * One job in the table of all.
 *
 * @param job what is known of it
 * @param recent its calls of late
 * @param coldStarts calls that are known to have waited for a new instance, since the
 * application was started
 * @param remote calls that ran at a provider, or were to, since the application was
 * started
 * @param costs what its calls cost since then by estimate, one for each currency; empty
 * if nobody estimates
 */
record JobRow(JobSummary job, Recent recent, long coldStarts, long remote, List<JobCost> costs) {

	/**
	 * Calls that ended within the window that latencies are of.
	 *
	 * @param minutes length of the window
	 * @param calls how many ended
	 * @param errors how many of them failed
	 * @param p50Millis what half of those that ran did not exceed, or {@code null} if
	 * none ran
	 * @param p95Millis what 95 % of those that ran did not exceed, or {@code null} if
	 * none ran
	 * @param p99Millis what 99 % of those that ran did not exceed, or {@code null} if
	 * none ran
	 */
	record Recent(long minutes, long calls, long errors, @Nullable Double p50Millis, @Nullable Double p95Millis,
			@Nullable Double p99Millis) {

	}

}
