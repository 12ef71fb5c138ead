package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.blueprintfaas.runtime.FailedStart;
import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.process.ProcessExit;
import io.blueprintfaas.runtime.process.ProcessPipe;

/**
 * Entry point of a function behind OpenWhisk's ActionLoop: starts the application, says
 * so if it is asked to in {@value #WAIT_FOR_ACK}, and from then on answers each line of
 * standard input with a line on file descriptor 3, until the input ends. Standard output
 * and error are the log.
 * <p>
 * An application that does not start ends the process with status 1 and the stack on
 * standard error. {@code System.in} is at its end for everybody else.
 */
public final class ActionLoopMain {

	private static final String WAIT_FOR_ACK = "__OW_WAIT_FOR_ACK";

	private static final byte[] ACK = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(10);

	private ActionLoopMain() {
	}

	/**
	 * Runs the function, and ends the process.
	 * @param arguments arguments for the application's {@code main}
	 */
	public static void main(String[] arguments) {
		Thread.currentThread().setName("faas-actionloop");
		ProcessExit.with(run(arguments), EXIT_LIMIT);
	}

	private static int run(String[] arguments) {
		try (OutputStream answers = AnswerDescriptor.open(); ProcessPipe pipe = ProcessPipe.takeInput(answers)) {
			FunctionRuntime runtime;
			try {
				runtime = FunctionApplication.start(FunctionEnvironment.mainClass(), arguments);
			}
			catch (Throwable ex) {
				System.err.println(new FailedStart(ex).describe());
				return 1;
			}
			answer(pipe, new ActionFunction(runtime, System.getenv(ActionFunction.ACTION_NAME)));
			return 0;
		}
		catch (Throwable ex) {
			System.err.println("The function ends, because its activations or answers cannot be carried: " + ex);
			return 1;
		}
	}

	private static void answer(ProcessPipe pipe, ActionFunction function) throws IOException {
		ActionFunction.flush();
		String wait = System.getenv(WAIT_FOR_ACK);
		if (wait != null && !wait.isEmpty()) {
			pipe.write(ACK);
		}
		for (byte[] line = pipe.readLine(); line != null; line = pipe.readLine()) {
			byte[] answer = function.answer(line);
			ActionFunction.flush();
			pipe.write(answer);
		}
	}

}
