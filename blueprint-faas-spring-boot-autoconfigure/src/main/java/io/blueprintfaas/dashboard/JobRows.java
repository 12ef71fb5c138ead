package io.blueprintfaas.dashboard;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.invocation.FaasCallRecord.Place;
import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.operations.JobSummary;
import io.blueprintfaas.statistics.CallStatistics;
import io.blueprintfaas.statistics.CallsOfMinute;
import io.blueprintfaas.statistics.FaasCallHistory;
import io.blueprintfaas.statistics.Latencies;

/**
 * Puts together what the table of jobs shows.
 */
final class JobRows {

	private static final double NANOS_OF_MILLI = 1_000_000;

	private final FaasJobReports reports;

	private final FaasCallHistory history;

	private final JobCosts costs;

	JobRows(FaasJobReports reports, FaasCallHistory history, JobCosts costs) {
		this.reports = reports;
		this.history = history;
		this.costs = costs;
	}

	List<JobRow> all() {
		return this.reports.jobs().stream().map(this::row).toList();
	}

	private JobRow row(JobSummary job) {
		CallStatistics statistics = this.history.statistics(job.name());
		long remote = statistics.places().getOrDefault(Place.REMOTE, 0L);
		return new JobRow(job, recent(job.name(), statistics), statistics.coldStarts(), remote,
				this.costs.of(job.name()));
	}

	private JobRow.Recent recent(String job, CallStatistics statistics) {
		long minutes = statistics.window().toMinutes();
		List<CallsOfMinute> hour = this.history.lastHour(job);
		List<CallsOfMinute> window = hour.subList((int) Math.max(0, hour.size() - minutes), hour.size());
		Latencies latencies = statistics.latencies();
		return new JobRow.Recent(minutes, window.stream().mapToLong(CallsOfMinute::calls).sum(),
				window.stream().mapToLong(CallsOfMinute::errors).sum(), millis(latencies.p50()),
				millis(latencies.p95()), millis(latencies.p99()));
	}

	private static @Nullable Double millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toNanos() / NANOS_OF_MILLI : null;
	}

}
