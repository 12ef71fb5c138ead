package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Entry point of a function that brings its own runtime, on {@code provided.al2023}: asks
 * Lambda's Runtime API for one invocation after the other, or for several at the same
 * time if Lambda says so in {@value #MAX_CONCURRENCY}.
 * <p>
 * Ends with status 1 if the application does not start, which Lambda is told, or if the
 * Runtime API cannot be reached any more.
 */
public final class LambdaMain {

	private static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

	private static final String MAX_CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";

	private static final Log logger = LogFactory.getLog(LambdaMain.class);

	private LambdaMain() {
	}

	/**
	 * Runs the function, and ends the process.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		String address = System.getenv(RUNTIME_API);
		Assert.state(address != null, "The environment variable " + RUNTIME_API
				+ " is missing: this is the entry point of a function on AWS Lambda, which sets it");
		RuntimeApi api = new RuntimeApi(address);
		InvocationLoop loop;
		int threads;
		try {
			threads = concurrency(System.getenv(MAX_CONCURRENCY));
			loop = new InvocationLoop(api, LambdaFunction.start(), threads == 1);
		}
		catch (Throwable ex) {
			notStarted(api, ex);
			System.exit(1);
			return;
		}
		Runtime.getRuntime().addShutdownHook(new Thread(loop::close, "faas-lambda-close"));
		run(loop, threads);
		System.exit(1);
	}

	// Returns when the first thread has to give up: the others would do so too
	private static void run(InvocationLoop loop, int threads) {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		for (int number = 1; number <= threads; number++) {
			Thread thread = new Thread(() -> {
				run(loop);
				ended.complete(null);
			}, "faas-lambda-" + number);
			thread.setDaemon(true);
			thread.start();
		}
		ended.join();
	}

	private static void run(InvocationLoop loop) {
		try {
			loop.run();
		}
		catch (IOException | RuntimeException ex) {
			logger.error("The function ends, because no invocation can be taken from Lambda any more", ex);
		}
	}

	private static void notStarted(RuntimeApi api, Throwable reason) {
		logger.error("The function did not start", reason);
		try {
			api.initError(LambdaError.of(reason));
		}
		catch (IOException ex) {
			logger.error("Lambda cannot be told that the function did not start", ex);
		}
	}

	static int concurrency(@Nullable String value) {
		if (value == null || value.isBlank()) {
			return 1;
		}
		Assert.isTrue(value.matches("[1-9][0-9]{0,3}"),
				() -> "The environment variable %s must be a number from 1 to 9999, but is '%s'"
					.formatted(MAX_CONCURRENCY, value));
		return Integer.parseInt(value);
	}

}
