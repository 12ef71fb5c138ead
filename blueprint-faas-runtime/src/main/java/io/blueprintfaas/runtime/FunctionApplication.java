package io.blueprintfaas.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The application of this process, started as a function: once, whichever entry protocol
 * asks for it, and however often.
 * <p>
 * An entry protocol calls {@link #start}; the application, when it is ready, calls
 * {@link #publish}.
 */
public final class FunctionApplication {

	// Long enough for a large application on a small share of a CPU
	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	private static final CompletableFuture<FunctionRuntime> published = new CompletableFuture<>();

	private static @Nullable ApplicationStart start;

	private FunctionApplication() {
	}

	/**
	 * Starts the application in function mode by its own {@code main}, unless that was
	 * done before, and waits for what it publishes. The {@code main} runs on a thread of
	 * its own, named {@code main}, with the caller's context class loader.
	 * @param mainClass name of a class with a {@code public static void main(String[])}
	 * @param arguments the arguments of {@code main}
	 * @return what the application published; the same for every call
	 * @throws FunctionStartException if {@code main} cannot be called, throws, returns
	 * without publishing, or has not published after 5 minutes
	 */
	public static FunctionRuntime start(String mainClass, String... arguments) {
		return start(TIMEOUT, mainClass, arguments);
	}

	/**
	 * Starts the application likewise, for a platform that waits for a time of its own.
	 * @param timeout how long to wait for what is published
	 * @param mainClass name of a class with a {@code public static void main(String[])}
	 * @param arguments the arguments of {@code main}
	 * @return what the application published; the same for every call
	 * @throws FunctionStartException if {@code main} cannot be called, throws, returns
	 * without publishing, or has not published in time
	 */
	public static FunctionRuntime start(Duration timeout, String mainClass, String... arguments) {
		return begun(mainClass, arguments).await(timeout);
	}

	private static synchronized ApplicationStart begun(String mainClass, String[] arguments) {
		ApplicationStart begun = start;
		if (begun == null) {
			begun = new ApplicationStart(mainClass, arguments, published);
			begun.begin();
			start = begun;
		}
		Assert.state(begun.mainClass().equals(mainClass),
				"Main class '%s' cannot be started: this process runs '%s'".formatted(mainClass, begun.mainClass()));
		return begun;
	}

	/**
	 * Hands over the runtime of the application, which is ready for calls from now on.
	 * @param runtime the runtime
	 * @throws IllegalStateException if a runtime was published before, or the start has
	 * failed meanwhile
	 */
	public static void publish(FunctionRuntime runtime) {
		runtime.ready();
		Assert.state(published.complete(runtime), "A function has one runtime, and it was published before, or the "
				+ "start failed: start only one Spring application in 'main'");
	}

}
