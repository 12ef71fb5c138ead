package io.blueprintfaas.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * Answers requests by running their handlers: what every entry protocol hands its
 * requests to. Safe for concurrent calls; nothing that a request or a handler does makes
 * it throw.
 */
public final class FunctionRuntime implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(FunctionRuntime.class);

	// What the custom platform spec allows of one function at most, and some that were
	// given up
	private static final int MAX_CALLS = 1024;

	private static final long GRACE_SECONDS = 5;

	private final Map<Long, Job> jobs = new TreeMap<>();

	private final InstanceMetrics instance = new InstanceMetrics();

	private final RecentAnswers answers = new RecentAnswers(256, 4 * 1024 * 1024);

	private final FunctionCallInterceptor interceptor;

	private final Semaphore running = new Semaphore(Integer.MAX_VALUE);

	/**
	 * A runtime. Handlers run with the context class loader of the thread that makes it.
	 * @param handlers the jobs this function can run
	 * @throws IllegalArgumentException if two handlers have the same number
	 */
	public FunctionRuntime(Collection<FunctionHandler> handlers) {
		this(handlers, FunctionCallInterceptor.NONE);
	}

	/**
	 * A runtime likewise, with something around each call.
	 * @param handlers the jobs this function can run
	 * @param interceptor what stands around each call
	 * @throws IllegalArgumentException if two handlers have the same number
	 */
	public FunctionRuntime(Collection<FunctionHandler> handlers, FunctionCallInterceptor interceptor) {
		this.interceptor = interceptor;
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		for (FunctionHandler handler : handlers) {
			Job job = new Job(handler, new JobWorkers(handler.key(), MAX_CALLS, classLoader));
			Job other = this.jobs.put(handler.key().id(), job);
			Assert.isTrue(other == null, () -> "Jobs %s and %s have the same number: give each job an 'id' of its own"
				.formatted(other, job));
		}
	}

	/**
	 * Answers a request in bytes.
	 * @param request the request as JSON
	 * @return the answer as JSON on one line, in the form the request was written in; a
	 * failure if the request cannot be read
	 */
	public byte[] handle(byte[] request) {
		return handle(request, Duration.ZERO);
	}

	/**
	 * Answers a request in bytes that had to wait for the function to start.
	 * @param request the request as JSON
	 * @param waited how long it has been waiting, which counts towards its deadline
	 * @return the answer as JSON on one line, in the form the request was written in; a
	 * failure if the request cannot be read
	 */
	public byte[] handle(byte[] request, Duration waited) {
		return answer(request, System.nanoTime() - waited.toNanos(), null).body();
	}

	/**
	 * Answers a request.
	 * @param request the request
	 * @return the handler's result, or a failure that says what went wrong
	 */
	public WireResponse handle(WireRequest request) {
		return outcome(request, System.nanoTime(), null).response();
	}

	/**
	 * Answers a request in bytes for a platform that ends invocations at a time of its
	 * own, and tells failed ones from others.
	 * @param request the request as JSON
	 * @param limit how long the platform waits for the answer, or {@code null} if that is
	 * not known; the request's own deadline counts if it is earlier
	 * @return the answer
	 */
	public FunctionAnswer answer(byte[] request, @Nullable Duration limit) {
		return answer(request, System.nanoTime(), (limit != null) ? limit.toMillis() : null);
	}

	private FunctionAnswer answer(byte[] request, long arrived, @Nullable Long limit) {
		WireRequest read;
		try {
			read = WireFormat.readRequest(request);
		}
		catch (Throwable ex) {
			return FunctionAnswer.unreadable(unreadable(ex));
		}
		return FunctionAnswer.of(read, outcome(read, arrived, limit));
	}

	private CallOutcome outcome(WireRequest request, long arrived, @Nullable Long limit) {
		boolean cold = this.instance.first();
		if (request.warm()) {
			return CallOutcome.of(WireResponse.success(request.jobId(), new byte[0], this.instance.ofInstance()));
		}
		this.running.acquireUninterruptibly();
		try {
			CallOutcome outcome = dispatch(request, Deadline.of(arrived, request.deadlineMs(), limit), cold);
			if (logger.isDebugEnabled()) {
				logger.debug("%s was answered with %s".formatted(request, outcome.response()));
			}
			return outcome;
		}
		catch (Throwable ex) {
			return Failures.thrown(request.jobId(), ex, this.instance.ofCall(cold, null));
		}
		finally {
			this.running.release();
		}
	}

	private CallOutcome dispatch(WireRequest request, @Nullable Deadline deadline, boolean cold) {
		Job job = this.jobs.get(request.jobId());
		if (job == null) {
			return CallOutcome.of(WireResponse.failure(request.jobId(), noSuchJob(request.jobId()),
					WireResponse.NO_SUCH_JOB, null, this.instance.ofCall(cold, null)));
		}
		JobCall call = new JobCall(job.handler(), request, this.instance, cold, this.interceptor);
		String contract = request.contract();
		if (contract != null && !contract.equals(job.handler().contract())) {
			return call.refused(mismatch(job.handler(), contract), WireResponse.CONTRACT_MISMATCH);
		}
		CallOutcome outcome = this.answers.once(request, deadline, () -> job.workers().run(call, deadline));
		return (outcome != null) ? outcome
				: call
					.refused("The deadline of job %s passed while the first delivery of the same call was still running"
						.formatted(job), WireResponse.DEADLINE_EXCEEDED);
	}

	private String noSuchJob(long id) {
		String known = this.jobs.values().stream().map(Job::toString).collect(Collectors.joining(", "));
		return "There is no job %d in this function; it has %s. If the job is new, deploy the function again"
			.formatted(id, known.isEmpty() ? "none" : known);
	}

	private static String mismatch(FunctionHandler handler, String contract) {
		return ("The caller's contract of job %s is '%s', the function's is '%s': parameters or result differ. "
				+ "Deploy the function again, from the same version as the caller")
			.formatted(handler.key(), contract, handler.contract());
	}

	private WireResponse unreadable(Throwable ex) {
		String reason = (ex instanceof WireFormatException) ? ex.getMessage() : ex.getClass().getName();
		return WireResponse.failure(0, "The request cannot be read: " + reason, WireResponse.PAYLOAD, null,
				this.instance.ofInstance());
	}

	/**
	 * Names this instance in the metrics of its answers, so that its log can be found.
	 * @param name the platform's name of it
	 */
	public void instance(String name) {
		this.instance.named(name);
	}

	/**
	 * Does what a call does but for running a handler, so that the first call finds it
	 * done. It counts as a call: the next one was not waiting for the start.
	 */
	public void warmUp() {
		this.jobs.values().forEach((job) -> job.handler().warmUp());
		handle(WireFormat.writeRequest(WireRequest.warm(0)));
	}

	/**
	 * Tells that this process goes on from a snapshot, perhaps one of many: the next call
	 * was waiting for that.
	 * @param took how long it took, as far as it can be seen from within
	 */
	public void restored(Duration took) {
		this.instance.restored(took);
	}

	/**
	 * Takes this moment as the end of the start, which the first call reports.
	 */
	void ready() {
		this.instance.ready();
	}

	/**
	 * Takes no further calls, gives those that are running 5 seconds to return, and then
	 * interrupts them. Calls given up at their deadline are not waited for.
	 */
	@Override
	public void close() {
		this.jobs.values().forEach((job) -> job.workers().refuse());
		if (!returned()) {
			logger.warn("Calls were still running %d seconds after the function began to shut down: interrupted"
				.formatted(GRACE_SECONDS));
		}
		this.jobs.values().forEach((job) -> job.workers().close());
	}

	private boolean returned() {
		try {
			boolean returned = this.running.tryAcquire(Integer.MAX_VALUE, GRACE_SECONDS, TimeUnit.SECONDS);
			this.running.release(returned ? Integer.MAX_VALUE : 0);
			return returned;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record Job(FunctionHandler handler, JobWorkers workers) {

		@Override
		public String toString() {
			return this.handler.key().toString();
		}

	}

}
