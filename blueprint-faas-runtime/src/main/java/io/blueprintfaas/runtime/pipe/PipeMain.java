package io.blueprintfaas.runtime.pipe;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

import io.blueprintfaas.runtime.FailedStart;
import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.process.ProcessExit;
import io.blueprintfaas.runtime.process.ProcessPipe;

/**
 * Entry point of a function that is a process: starts the application and answers on
 * standard output what is asked on standard input.
 * <p>
 * One call: reads the request to the end of the input, writes one answer, and ends with
 * status 0, also if the handler failed, for the answer says so. Kept alive, if the
 * environment variable {@value FunctionEnvironment#KEEP_ALIVE} is {@code 1}: answers each
 * line with a line until the input ends. An application that does not start ends the
 * process with status 1 and the stack on standard error; a single call is answered with
 * the reason before.
 * <p>
 * What handlers and logs print to {@code System.out} goes to standard error, and who
 * reads {@code System.in} finds its end. Child processes that inherit the streams, native
 * code, messages of the JVM and uses of {@link java.io.FileDescriptor#out} cannot come
 * between requests or answers on Linux, where the streams are pipes. Elsewhere they can,
 * and no process can prevent it for itself. Nor can it for what the JVM prints before its
 * first class runs, so start it with {@code -XX:+DisplayVMOutputToStderr}.
 */
public final class PipeMain {

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(10);

	private PipeMain() {
	}

	/**
	 * Runs the function, and ends the process.
	 * @param arguments arguments for the application's {@code main}
	 */
	public static void main(String[] arguments) {
		ProcessPipe pipe = ProcessPipe.take();
		Thread.currentThread().setName("faas-pipe");
		ProcessExit.with(run(pipe, FunctionEnvironment.keepAlive(), arguments), EXIT_LIMIT);
	}

	private static int run(ProcessPipe pipe, boolean keepAlive, String[] arguments) {
		try (pipe) {
			FunctionRuntime runtime;
			try {
				runtime = FunctionApplication.start(FunctionEnvironment.mainClass(), arguments);
			}
			catch (Throwable ex) {
				return failed(pipe, keepAlive, new FailedStart(ex));
			}
			answer(pipe, keepAlive, runtime);
			return 0;
		}
		catch (Throwable ex) {
			System.err.println("The function ends, because its requests or answers cannot be carried: " + ex);
			return 1;
		}
	}

	private static void answer(ProcessPipe pipe, boolean keepAlive, FunctionRuntime runtime) throws IOException {
		if (!keepAlive) {
			// Its caller has been waiting since the process was started for it
			pipe.write(runtime.handle(pipe.readAll(), uptime()));
			return;
		}
		for (byte[] line = pipe.readLine(); line != null; line = pipe.readLine()) {
			pipe.write(runtime.handle(line));
		}
	}

	private static Duration uptime() {
		return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
	}

	// A kept-alive process has been asked nothing yet: its end is the answer
	private static int failed(ProcessPipe pipe, boolean keepAlive, FailedStart start) throws IOException {
		System.err.println(start.describe());
		if (!keepAlive) {
			pipe.write(start.handle(pipe.readAll()));
		}
		return 1;
	}

}
