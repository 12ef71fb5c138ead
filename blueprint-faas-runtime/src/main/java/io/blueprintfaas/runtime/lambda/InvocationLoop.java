package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FunctionAnswer;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.PlatformTime;

/**
 * Takes invocations from Lambda and reports what became of them, until it is closed. Any
 * number of threads may {@link #run} it at the same time.
 */
final class InvocationLoop implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(InvocationLoop.class);

	private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

	private static final long GRACE_SECONDS = 5;

	private final RuntimeApi api;

	private final FunctionRuntime runtime;

	private final boolean alone;

	private final Attempts attempts = new Attempts();

	private final Semaphore answering = new Semaphore(Integer.MAX_VALUE);

	/**
	 * A loop.
	 * @param api where invocations come from
	 * @param runtime answers them
	 * @param alone whether one thread runs it: only then can the trace of an invocation
	 * be told to libraries by a system property
	 */
	InvocationLoop(RuntimeApi api, FunctionRuntime runtime, boolean alone) {
		this.api = api;
		this.runtime = runtime;
		this.alone = alone;
	}

	/**
	 * Answers invocations until this is closed.
	 * @throws IOException if no invocation can be had any more
	 */
	void run() throws IOException {
		while (!isClosed()) {
			Invocation invocation = next();
			if (invocation == null) {
				return;
			}
			this.answering.acquireUninterruptibly();
			try {
				answer(invocation);
			}
			finally {
				this.answering.release();
			}
		}
	}

	// Who ends the process may take the Runtime API away first
	private @Nullable Invocation next() throws IOException {
		try {
			return this.attempts.of(this.api::next);
		}
		catch (IOException ex) {
			if (isClosed()) {
				logger.debug("No invocation was taken while the process ended", ex);
				return null;
			}
			throw ex;
		}
	}

	private void answer(Invocation invocation) {
		trace(invocation.traceId());
		try {
			report(invocation.id(),
					this.runtime.answer(invocation.event(), PlatformTime.limit(invocation.remaining())));
		}
		catch (Throwable ex) {
			logger.error("What became of invocation %s cannot be reported, so its caller will see a timeout"
				.formatted(invocation.id()), ex);
		}
	}

	private void trace(@Nullable String traceId) {
		if (this.alone && traceId != null) {
			System.setProperty(TRACE_HEADER, traceId);
		}
		else {
			System.clearProperty(TRACE_HEADER);
		}
	}

	private void report(String id, FunctionAnswer answer) throws IOException {
		Throwable failure = answer.failure();
		if (failure != null) {
			// Lambda shows it to the caller alone
			logger.error("Invocation %s failed".formatted(id), failure);
			report(id, LambdaError.of(failure));
		}
		else {
			respond(id, answer.body());
		}
	}

	private void respond(String id, byte[] body) throws IOException {
		try {
			this.attempts.of(() -> {
				this.api.response(id, body);
				return body;
			});
		}
		catch (RuntimeApiException ex) {
			if (!ex.isTooLarge()) {
				throw ex;
			}
			report(id, LambdaError.tooLarge(body.length));
		}
	}

	private void report(String id, LambdaError error) throws IOException {
		this.attempts.of(() -> {
			this.api.error(id, error);
			return error;
		});
	}

	boolean isClosed() {
		return this.attempts.isClosed();
	}

	/**
	 * Takes no further invocations, and waits up to 5 seconds until those that were taken
	 * are answered.
	 */
	@Override
	public void close() {
		this.attempts.close();
		try {
			boolean answered = this.answering.tryAcquire(Integer.MAX_VALUE, GRACE_SECONDS, TimeUnit.SECONDS);
			if (answered) {
				this.answering.release(Integer.MAX_VALUE);
			}
			else {
				logger.warn("Invocations were still running %d seconds after Lambda began to end this process"
					.formatted(GRACE_SECONDS));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
