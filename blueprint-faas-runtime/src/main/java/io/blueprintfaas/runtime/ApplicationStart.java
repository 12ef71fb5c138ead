package io.blueprintfaas.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ClassUtils;

/**
 * Runs an application's {@code main} until a runtime is published, or it is clear that
 * none will be.
 */
final class ApplicationStart {

	private final String mainClass;

	private final CompletableFuture<FunctionRuntime> published;

	private final Thread thread;

	/**
	 * A start that has not begun yet.
	 * @param mainClass name of the class with the {@code main}
	 * @param arguments arguments of the {@code main}
	 * @param published completed by whoever has the runtime
	 */
	ApplicationStart(String mainClass, String[] arguments, CompletableFuture<FunctionRuntime> published) {
		this.mainClass = mainClass;
		this.published = published;
		this.thread = new Thread(() -> run(arguments), "main");
		this.thread.setDaemon(false);
	}

	String mainClass() {
		return this.mainClass;
	}

	void begin() {
		System.setProperty(FunctionEnvironment.ENABLED_PROPERTY, "true");
		this.thread.start();
	}

	/**
	 * Waits for the runtime.
	 * @param timeout for how long
	 * @return the runtime
	 * @throws FunctionStartException if there is none
	 */
	FunctionRuntime await(Duration timeout) {
		try {
			return this.published.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
		catch (TimeoutException ex) {
			ex.setStackTrace(this.thread.getStackTrace());
			throw new FunctionStartException(
					"Main class '%s' has not started a function after %d ms; the cause's stack "
						.formatted(this.mainClass, timeout.toMillis()) + "shows what it is doing",
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new FunctionStartException("Interrupted while main class '%s' started".formatted(this.mainClass), ex);
		}
	}

	// Each caller gets an exception of its own: a start is asked for by many threads
	private FunctionStartException failure(Throwable cause) {
		if (cause instanceof FunctionStartException) {
			return new FunctionStartException(String.valueOf(cause.getMessage()), cause.getCause());
		}
		return new FunctionStartException("Main class '%s' threw %s%s".formatted(this.mainClass, cause, root(cause)),
				cause);
	}

	// Platforms pass on the message alone, and of a context that fails it names only the
	// bean
	private static String root(Throwable cause) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		return (root != cause) ? ", caused by " + root : "";
	}

	private void run(String[] arguments) {
		try {
			main().invoke(null, (Object) arguments);
			this.published.completeExceptionally(notPublished());
		}
		catch (InvocationTargetException ex) {
			failed(ex.getTargetException());
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private FunctionStartException notPublished() {
		return new FunctionStartException(("Main class '%s' returned, but did not start a Spring application with the "
				+ "Blueprint FaaS starter: add the starter, or name the class that starts the application")
			.formatted(this.mainClass), null);
	}

	// After the start nobody waits any more: then it goes the way of every uncaught
	// exception
	private void failed(Throwable ex) {
		if (!this.published.completeExceptionally(ex)) {
			throw new IllegalStateException(
					"Main class '%s' threw after its function had started".formatted(this.mainClass), ex);
		}
	}

	private Method main() {
		try {
			Method main = ClassUtils.forName(this.mainClass, Thread.currentThread().getContextClassLoader())
				.getMethod("main", String[].class);
			if (Modifier.isStatic(main.getModifiers()) && main.getReturnType() == void.class) {
				// The class itself need not be public
				main.setAccessible(true);
				return main;
			}
			throw noMain(null);
		}
		catch (ClassNotFoundException | NoSuchMethodException | LinkageError ex) {
			throw noMain(ex);
		}
	}

	private FunctionStartException noMain(@Nullable Throwable cause) {
		return new FunctionStartException(("Main class '%s' cannot be started: there must be such a class on the class "
				+ "path, with a 'public static void main(String[])'")
			.formatted(this.mainClass), cause);
	}

}
