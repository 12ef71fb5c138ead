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
import org.springframework.util.Assert;

import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

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

	private final Semaphore running = new Semaphore(Integer.MAX_VALUE);

	/**
	 * A runtime. Handlers run with the context class loader of the thread that makes it.
	 * @param handlers the jobs this function can run
	 * @throws IllegalArgumentException if two handlers have the same number
	 */
	public FunctionRuntime(Collection<FunctionHandler> handlers) {
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
		long arrived = System.nanoTime() - waited.toNanos();
		WireRequest read;
		try {
			read = WireFormat.readRequest(request);
		}
		catch (Throwable ex) {
			return write(unreadable(ex), WireVersion.V1_0);
		}
		return write(answer(read, arrived), read.version());
	}

	/**
	 * Answers a request.
	 * @param request the request
	 * @return the handler's result, or a failure that says what went wrong
	 */
	public WireResponse handle(WireRequest request) {
		return answer(request, System.nanoTime());
	}

	private WireResponse answer(WireRequest request, long arrived) {
		boolean cold = this.instance.first();
		if (request.warm()) {
			return WireResponse.success(request.jobId(), new byte[0], this.instance.ofInstance());
		}
		this.running.acquireUninterruptibly();
		try {
			WireResponse response = dispatch(request, arrived, cold);
			if (logger.isDebugEnabled()) {
				logger.debug("%s was answered with %s".formatted(request, response));
			}
			return response;
		}
		catch (Throwable ex) {
			return Failures.thrown(request.jobId(), ex, this.instance.ofCall(cold, null));
		}
		finally {
			this.running.release();
		}
	}

	private WireResponse dispatch(WireRequest request, long arrived, boolean cold) {
		Job job = this.jobs.get(request.jobId());
		if (job == null) {
			return WireResponse.failure(request.jobId(), noSuchJob(request.jobId()), WireResponse.NO_SUCH_JOB, null,
					this.instance.ofCall(cold, null));
		}
		JobCall call = new JobCall(job.handler(), request, this.instance, cold);
		String contract = request.contract();
		if (contract != null && !contract.equals(job.handler().contract())) {
			return call.refused(mismatch(job.handler(), contract), WireResponse.CONTRACT_MISMATCH);
		}
		return job.workers().run(call, Deadline.of(arrived, request.deadlineMs()));
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

	private byte[] write(WireResponse response, WireVersion version) {
		try {
			return WireFormat.writeResponse(response, version);
		}
		catch (Throwable ex) {
			WireResponse failure = Failures.payload(response.jobId(), "The answer cannot be written", ex,
					this.instance.ofInstance());
			return WireFormat.writeResponse(failure, version);
		}
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
