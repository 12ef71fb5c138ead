package io.blueprintfaas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Answers which executor runs a job. A job without an executor runs where it is called.
 * Safe for concurrent use; a change is seen by the next call, calls under way keep the
 * executor they began with.
 */
public final class FaasRegistry {

	private final Map<String, Entry> byName = new ConcurrentHashMap<>();

	private final Map<Long, Entry> byId = new ConcurrentHashMap<>();

	/**
	 * Executor of a job.
	 * @param name the job's name
	 * @return the executor, or {@code null} if the job runs locally
	 */
	public @Nullable FaasExecutor get(String name) {
		Entry entry = this.byName.get(name);
		return (entry != null) ? entry.executor() : null;
	}

	/**
	 * Executor of a job.
	 * @param id the job's number
	 * @return the executor, or {@code null} if the job runs locally
	 */
	public @Nullable FaasExecutor get(long id) {
		Entry entry = this.byId.get(id);
		return (entry != null) ? entry.executor() : null;
	}

	/**
	 * Whether calls of a job are delegated.
	 * @param id the job's number
	 * @return {@code true} if the job has an executor
	 */
	public boolean isFaasJob(long id) {
		return this.byId.containsKey(id);
	}

	/**
	 * The delegated jobs.
	 * @return keys of all jobs that have an executor, by number
	 */
	public List<JobKey> jobs() {
		return this.byId.values().stream().map(Entry::job).sorted(Comparator.comparingLong(JobKey::id)).toList();
	}

	/**
	 * Numbers of the delegated jobs.
	 * @return the numbers, in order
	 */
	public Collection<Long> jobIds() {
		return jobs().stream().map(JobKey::id).toList();
	}

	/**
	 * Delegates a job from now on. If the job has an executor already, it is replaced.
	 * @param job the job
	 * @param executor what runs it
	 * @throws IllegalArgumentException if the number or the name belongs to another job
	 */
	public synchronized void register(JobKey job, FaasExecutor executor) {
		Assert.notNull(executor, "'executor' must not be null");
		refuseOther(job, this.byName.get(job.name()));
		refuseOther(job, this.byId.get(job.id()));
		Entry entry = new Entry(job, executor);
		this.byId.put(job.id(), entry);
		this.byName.put(job.name(), entry);
	}

	/**
	 * Runs a job locally from now on.
	 * @param id the job's number
	 * @return {@code true} if the job had an executor
	 */
	public synchronized boolean unregister(long id) {
		Entry entry = this.byId.remove(id);
		return entry != null && this.byName.remove(entry.job().name(), entry);
	}

	private static void refuseOther(JobKey job, @Nullable Entry entry) {
		Assert.isTrue(entry == null || entry.job().equals(job),
				() -> "Cannot register job %s: number or name belongs to job %s".formatted(job,
						(entry != null) ? entry.job() : null));
	}

	private record Entry(JobKey job, FaasExecutor executor) {

	}

}
