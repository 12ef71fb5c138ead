package io.blueprintfaas.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.wire.WireResponse;

/**
 * Runs the calls of one job on threads of their own, so that a call can be given up
 * whatever its handler does.
 * <p>
 * Calls without a deadline run there too: a handler always finds a thread named after its
 * job, and what it leaves behind there (class loader, interrupt, thread locals) never
 * reaches the thread that reads requests. A handler that ignores its interrupt keeps its
 * thread until it returns; the limit on threads bounds the harm.
 */
final class JobWorkers implements AutoCloseable {

	private final JobKey job;

	private final int limit;

	private final JobThreads threads;

	/**
	 * Workers of a job.
	 * @param job the job
	 * @param limit most calls at the same time, given up but unfinished ones included
	 * @param classLoader the application's class loader
	 */
	JobWorkers(JobKey job, int limit, @Nullable ClassLoader classLoader) {
		this.job = job;
		this.limit = limit;
		this.threads = new JobThreads(job.name(), limit, classLoader);
	}

	/**
	 * Runs a call and waits for its answer.
	 * @param call the call
	 * @param deadline when to give up, or {@code null} to wait for as long as it takes
	 * @return the answer of the call, or a failure if there is none in time
	 */
	CallOutcome run(JobCall call, @Nullable Deadline deadline) {
		if (deadline != null && deadline.remainingNanos() <= 0) {
			return exceeded(call, deadline, "before the handler was started");
		}
		Future<CallOutcome> answer;
		try {
			answer = this.threads.submit(call);
		}
		catch (RejectedExecutionException ex) {
			return rejected(call);
		}
		return await(call, answer, deadline);
	}

	private CallOutcome await(JobCall call, Future<CallOutcome> answer, @Nullable Deadline deadline) {
		try {
			return (deadline != null) ? answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS) : answer.get();
		}
		catch (TimeoutException ex) {
			// What was answered at the last moment is not thrown away
			return answer.cancel(true) ? exceeded(call, deadline, "before the handler returned; it was interrupted")
					: await(call, answer, null);
		}
		catch (InterruptedException ex) {
			answer.cancel(true);
			Thread.currentThread().interrupt();
			return call.refused("The function was interrupted while it ran job %s".formatted(this.job),
					InterruptedException.class.getName());
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A call of job %s was not answered".formatted(this.job), ex.getCause());
		}
	}

	private CallOutcome exceeded(JobCall call, @Nullable Deadline deadline, String when) {
		return call.refused(
				"The deadline of job %s, %s after it was called, passed %s".formatted(this.job, deadline, when),
				WireResponse.DEADLINE_EXCEEDED);
	}

	private CallOutcome rejected(JobCall call) {
		String error = this.threads.isShutdown()
				? "The function is shutting down and takes no call of job %s any more".formatted(this.job)
				: ("%d calls of job %s are running in this instance already, some perhaps long after their deadline: "
						+ "make the handler end when its thread is interrupted, or use more instances")
					.formatted(this.limit, this.job);
		return call.refused(error, WireResponse.UNAVAILABLE);
	}

	/**
	 * Takes no further calls.
	 */
	void refuse() {
		this.threads.shutdown();
	}

	/**
	 * Takes no further calls, and interrupts those that are running.
	 */
	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
