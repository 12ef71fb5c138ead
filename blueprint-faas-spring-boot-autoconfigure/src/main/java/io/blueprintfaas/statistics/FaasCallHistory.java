package io.blueprintfaas.statistics;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.util.Assert;

import io.blueprintfaas.invocation.FaasCallListener;
import io.blueprintfaas.invocation.FaasCallRecord;

/**
 * Remembers, of each job, its last calls and errors, how many there were, and how long
 * they took. What it holds is bounded for each job, and adding to it locks nothing.
 */
public final class FaasCallHistory implements FaasCallListener {

	private final Map<String, JobHistory> jobs = new ConcurrentHashMap<>();

	private final int calls;

	private final Duration window;

	private final Clock clock;

	private final JobHistory nothing;

	/**
	 * A history that is empty.
	 * @param calls how many calls and how many errors are kept of each job, at least 0
	 * @param window the time that latencies are of, in whole minutes, from one to 60
	 */
	public FaasCallHistory(int calls, Duration window) {
		this(calls, window, Clock.systemUTC());
	}

	FaasCallHistory(int calls, Duration window, Clock clock) {
		Assert.isTrue(calls >= 0, () -> "'calls' must not be negative, but is " + calls);
		Assert.isTrue(window.toMinutes() >= 1 && window.toMinutes() <= LastHour.MINUTES,
				() -> "'window' must be from 1m to 60m, but is " + window);
		this.calls = calls;
		this.window = window;
		this.clock = clock;
		this.nothing = new JobHistory(0, clock);
	}

	@Override
	public void started(String job) {
		JobHistory known = this.jobs.get(job);
		((known != null) ? known : create(job)).started();
	}

	@Override
	public void ended(FaasCallRecord call) {
		JobHistory known = this.jobs.get(call.job().name());
		((known != null) ? known : create(call.job().name())).ended(PastCall.of(call));
	}

	private JobHistory create(String job) {
		return this.jobs.computeIfAbsent(job, (name) -> new JobHistory(this.calls, this.clock));
	}

	/**
	 * The last calls of a job.
	 * @param job name of the job
	 * @return the calls, the newest first; empty if there was none
	 */
	public List<PastCall> calls(String job) {
		return find(job).calls();
	}

	/**
	 * The last calls of a job that failed.
	 * @param job name of the job
	 * @return the calls, the newest first; empty if there was none
	 */
	public List<PastCall> errors(String job) {
		return find(job).errors();
	}

	/**
	 * All calls of a job.
	 * @param job name of the job
	 * @return their numbers and latencies
	 */
	public CallStatistics statistics(String job) {
		return find(job).statistics(this.window);
	}

	/**
	 * The calls of a job by the minute in which they ended.
	 * @param job name of the job
	 * @return sixty minutes, the oldest first; the last one is not over
	 */
	public List<CallsOfMinute> lastHour(String job) {
		return find(job).lastHour();
	}

	private JobHistory find(String job) {
		return this.jobs.getOrDefault(job, this.nothing);
	}

}
