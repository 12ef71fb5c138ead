package io.blueprintfaas.runtime.azure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FailedStart;
import io.blueprintfaas.runtime.FunctionAnswer;
import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.PlatformTime;

/**
 * Answers the calls of all functions of an app, as soon as the application has started.
 * Until then they wait. If it does not start, they are answered with the reason, and the
 * process ends soon after, for Azure to start another one.
 */
final class AzureCalls {

	// What stands before every app drops a call after this time
	private static final Duration LIMIT = PlatformTime.limit(Duration.ofSeconds(230).toMillis());

	private static final int OK = 200;

	private static final int BAD_REQUEST = 400;

	private static final int INTERNAL_SERVER_ERROR = 500;

	private static final int MAX_ANSWERS = Integer.MAX_VALUE;

	// As long as running handlers have, and some
	private static final long GRACE_SECONDS = 7;

	// Long enough to answer those who wait, and those who come to look what is wrong
	private static final long END_SECONDS = 10;

	private static final Log logger = LogFactory.getLog(AzureCalls.class);

	private final Function<Duration, FunctionRuntime> application;

	private final Runnable end;

	private final String instance;

	private final Semaphore answering = new Semaphore(MAX_ANSWERS);

	private final AtomicBoolean failed = new AtomicBoolean();

	private volatile @Nullable FunctionRuntime runtime;

	/**
	 * Calls of an application.
	 * @param application starts it, unless that was done before, and waits for that
	 * @param instance name of this instance
	 * @param end ends this process soon
	 */
	AzureCalls(Function<Duration, FunctionRuntime> application, String instance, Runnable end) {
		this.application = application;
		this.instance = instance;
		this.end = end;
	}

	static AzureCalls ofThisProcess() {
		AzureCalls calls = new AzureCalls(
				(timeout) -> FunctionApplication.start(timeout, FunctionEnvironment.mainClass()),
				AzureInstance.name(System.getenv()), AzureCalls::endSoon);
		Runtime.getRuntime().addShutdownHook(new Thread(calls::awaitAnswers, "faas-answers"));
		return calls;
	}

	/**
	 * Starts the application, and waits until it has started or failed.
	 */
	void start() {
		try {
			started(LIMIT);
		}
		catch (Throwable ex) {
			report(ex);
		}
	}

	/**
	 * Answers a request.
	 * @param request the request as JSON
	 * @param begun when the call began, by {@link System#nanoTime()}
	 * @return the answer
	 */
	Answer answer(byte[] request, long begun) {
		this.answering.acquireUninterruptibly();
		try {
			FunctionRuntime started = started(LIMIT.minusNanos(System.nanoTime() - begun));
			FunctionAnswer answer = started.answer(request, Duration.ofNanos(System.nanoTime() - begun), LIMIT);
			return new Answer(status(answer), answer.body());
		}
		catch (Throwable ex) {
			report(ex);
			return new Answer(INTERNAL_SERVER_ERROR, new FailedStart(ex).handle(request));
		}
		finally {
			this.answering.release();
		}
	}

	private FunctionRuntime started(Duration timeout) {
		FunctionRuntime known = this.runtime;
		return (known != null) ? known : named(this.application.apply(timeout));
	}

	private synchronized FunctionRuntime named(FunctionRuntime started) {
		if (this.runtime == null) {
			started.instance(this.instance);
			logger.info("This instance calls itself '%s'".formatted(this.instance));
			this.runtime = started;
		}
		return started;
	}

	// Who has waited long enough gives up, but the application may still start
	private void report(Throwable ex) {
		if (!(ex.getCause() instanceof TimeoutException) && this.failed.compareAndSet(false, true)) {
			System.err.println(new FailedStart(ex).describe());
			this.end.run();
		}
	}

	private static int status(FunctionAnswer answer) {
		if (!answer.understood()) {
			return BAD_REQUEST;
		}
		return (answer.failure() != null) ? INTERNAL_SERVER_ERROR : OK;
	}

	// What has failed to start cannot be started again in the same process
	private static void endSoon() {
		System.err.println("This process ends in %d seconds, for another one to start".formatted(END_SECONDS));
		CompletableFuture.delayedExecutor(END_SECONDS, TimeUnit.SECONDS).execute(() -> System.exit(1));
	}

	// The process ends when its hooks do: results of handlers are not answers yet
	private void awaitAnswers() {
		try {
			if (!this.answering.tryAcquire(MAX_ANSWERS, GRACE_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("Answers were still to be sent %d seconds after the instance began to end"
					.formatted(GRACE_SECONDS));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * An answer with what it means in HTTP.
	 *
	 * @param status the status
	 * @param body the answer as JSON
	 */
	record Answer(int status, byte[] body) {

	}

}
