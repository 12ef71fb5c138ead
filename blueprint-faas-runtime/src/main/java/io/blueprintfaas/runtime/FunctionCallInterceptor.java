package io.blueprintfaas.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Stands around every call that a function runs. The call is answered when it returns, so
 * what it does after the handler has ended is done before the platform can freeze or end
 * the process; it counts towards the deadline of the call, not towards its execution
 * time.
 */
@FunctionalInterface
public interface FunctionCallInterceptor {

	/**
	 * Does nothing but run the handler.
	 */
	FunctionCallInterceptor NONE = (call, handler) -> handler.run();

	/**
	 * Runs the handler of a call, on the thread that is to run it. Called by many threads
	 * at the same time.
	 * @param call the call
	 * @param handler runs the handler, to be called once
	 * @return what the handler returned
	 * @throws Throwable what the handler threw; the caller gets it as a failure of the
	 * handler
	 */
	@Nullable Object around(FunctionCall call, Handler handler) throws Throwable;

	/**
	 * The handler of a call, with its arguments.
	 */
	@FunctionalInterface
	interface Handler {

		/**
		 * Runs the handler and awaits its result.
		 * @return the awaited result, or {@code null} if there is none
		 * @throws Throwable what the handler throws
		 */
		@Nullable Object run() throws Throwable;

	}

}
