package io.blueprintfaas.runtime.lambda;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * What both entry points on Lambda have in common: the start of the application, and the
 * name of the instance.
 */
final class LambdaFunction {

	private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

	private LambdaFunction() {
	}

	/**
	 * Starts the application.
	 * @return its runtime
	 * @throws io.blueprintfaas.runtime.FunctionStartException if it does not start
	 */
	static FunctionRuntime start() {
		FunctionRuntime runtime = FunctionApplication.start(FunctionEnvironment.mainClass());
		runtime.instance(instanceName(System.getenv("AWS_LAMBDA_LOG_STREAM_NAME")));
		if ("provisioned-concurrency".equals(System.getenv(INITIALIZATION_TYPE))) {
			// No call waits for this start
			runtime.warmUp();
		}
		return runtime;
	}

	/**
	 * A name by which the log of this instance is found. With a snapshot there is no log
	 * stream yet, and process numbers are the same everywhere.
	 * @param logStream name of the log stream, or {@code null}
	 * @return the log stream, or a new random name
	 */
	static String instanceName(@Nullable String logStream) {
		return (logStream != null && !logStream.isBlank()) ? logStream : UUID.randomUUID().toString();
	}

}
