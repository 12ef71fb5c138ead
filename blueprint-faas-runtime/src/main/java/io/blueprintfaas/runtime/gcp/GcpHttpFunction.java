package io.blueprintfaas.runtime.gcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FunctionAnswer;
import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.PlatformTime;

/**
 * Entry point of a function on GCP Cloud Functions. Its constructor starts the
 * application, before the instance takes requests; each request is answered with the
 * result of its handler. Safe for concurrent requests.
 * <p>
 * The status tells Google what the body tells the caller: 500 if the handler threw, so
 * that it counts as an error; 400 if the request cannot be read; 405 if it is no POST;
 * and 200 for everything else, also for a call that was refused.
 */
public final class GcpHttpFunction implements HttpFunction {

	// Cloud Run ends an instance that takes no connections after 240 seconds, and would
	// not say what it was doing
	private static final Duration START_TIMEOUT = Duration.ofSeconds(225);

	private static final int OK = 200;

	private static final int BAD_REQUEST = 400;

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final int INTERNAL_SERVER_ERROR = 500;

	private static final int MAX_ANSWERS = Integer.MAX_VALUE;

	// As long as running handlers have, and some
	private static final long GRACE_SECONDS = 7;

	private static final Log logger = LogFactory.getLog(GcpHttpFunction.class);

	private final FunctionRuntime runtime;

	private final CloudRunInstance instance;

	private final Semaphore answering = new Semaphore(MAX_ANSWERS);

	/**
	 * Starts the application.
	 * @throws io.blueprintfaas.runtime.FunctionStartException if it does not start: the
	 * instance then takes no requests, and a deployment fails instead of replacing what
	 * worked before
	 */
	public GcpHttpFunction() {
		this(FunctionApplication.start(START_TIMEOUT, FunctionEnvironment.mainClass()),
				CloudRunInstance.ofThisProcess());
		// Google's own name of the instance stands beside it in the log
		logger.info("This instance calls itself '%s'".formatted(this.instance.name()));
		Runtime.getRuntime().addShutdownHook(new Thread(this::awaitAnswers, "faas-answers"));
	}

	GcpHttpFunction(FunctionRuntime runtime, CloudRunInstance instance) {
		this.runtime = runtime;
		this.instance = instance;
		runtime.instance(instance.name());
	}

	/**
	 * Answers a request.
	 * @param request the request, with JSON as its body
	 * @param response takes the answer as JSON
	 * @throws IOException if the request cannot be received, or the answer not be sent
	 */
	@Override
	public void service(HttpRequest request, HttpResponse response) throws IOException {
		this.answering.acquireUninterruptibly();
		try {
			answer(request, response);
		}
		finally {
			this.answering.release();
		}
	}

	private void answer(HttpRequest request, HttpResponse response) throws IOException {
		long begun = System.nanoTime();
		if (!"POST".equals(request.getMethod())) {
			refuse(response);
			return;
		}
		FunctionAnswer answer = this.runtime.answer(request.getInputStream().readAllBytes(), limit(begun));
		send(response, status(answer), "application/json", answer.body());
	}

	private @Nullable Duration limit(long begun) {
		Long remaining = this.instance.remaining(begun);
		return (remaining != null) ? PlatformTime.limit(remaining) : null;
	}

	private static int status(FunctionAnswer answer) {
		if (!answer.understood()) {
			return BAD_REQUEST;
		}
		return (answer.failure() != null) ? INTERNAL_SERVER_ERROR : OK;
	}

	private static void refuse(HttpResponse response) throws IOException {
		response.appendHeader("Allow", "POST");
		send(response, METHOD_NOT_ALLOWED, "text/plain; charset=utf-8",
				"This is a function: send its requests with POST\n".getBytes(StandardCharsets.UTF_8));
	}

	// Without its length, a long answer would be a stream, of which Google takes less
	private static void send(HttpResponse response, int status, String type, byte[] body) throws IOException {
		response.setStatusCode(status);
		response.setContentType(type);
		response.appendHeader("Content-Length", String.valueOf(body.length));
		response.getOutputStream().write(body);
		// What the server still holds when the process ends is lost
		response.getOutputStream().flush();
	}

	// The process ends when its hooks do: results of handlers are not answers yet.
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

}
