package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.blueprintfaas.runtime.FunctionAnswer;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.PlatformTime;

/**
 * Handler class of a function on one of Lambda's Java runtimes. Its constructor starts
 * the application, which Lambda does in the init phase; each event is a request, and each
 * response its answer.
 * <p>
 * What a handler throws is thrown on, so that Lambda counts, retries and reports the
 * invocation as failed. What else fails is an answer that says so, unless nobody would
 * read it. Safe for concurrent calls.
 */
public final class LambdaHandler implements RequestStreamHandler {

	private final FunctionRuntime runtime;

	// Hooks are forgotten when nobody else holds them
	private final Snapshot snapshot;

	/**
	 * Starts the application.
	 * @throws io.blueprintfaas.runtime.FunctionStartException if it does not start:
	 * Lambda then answers the caller with its message
	 */
	public LambdaHandler() {
		this.snapshot = Snapshot.ofThisProcess();
		this.runtime = LambdaFunction.start();
		this.snapshot.started(this.runtime);
	}

	LambdaHandler(FunctionRuntime runtime) {
		this.snapshot = Snapshot.NONE;
		this.runtime = runtime;
	}

	/**
	 * Answers a request.
	 * @param input the request as JSON
	 * @param output takes the answer as JSON
	 * @param context tells how much time is left
	 * @throws IOException if the streams fail; besides, whatever the handler throws
	 */
	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		FunctionAnswer answer = this.runtime.answer(input.readAllBytes(),
				PlatformTime.limit(context.getRemainingTimeInMillis()));
		Throwable failure = answer.failure();
		if (failure != null) {
			LambdaHandler.<RuntimeException>throwAny(failure);
		}
		output.write(answer.body());
	}

	// Lambda names the class of what is thrown, so it must not be wrapped
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void throwAny(Throwable thrown) throws T {
		throw (T) thrown;
	}

}
