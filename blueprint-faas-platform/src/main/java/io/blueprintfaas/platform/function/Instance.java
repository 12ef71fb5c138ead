package io.blueprintfaas.platform.function;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Something that runs one call at a time. Its calls block.
 */
interface Instance {

	/**
	 * Runs a call.
	 * @param request the request
	 * @param cold whether the call waited for this instance to be started
	 * @return the answer
	 * @throws InstanceGoneException if the call was not taken, and so may be given to
	 * another instance
	 * @throws io.blueprintfaas.platform.error.PlatformException if the function did not
	 * answer as it should
	 */
	CallAnswer run(CallRequest request, boolean cold) throws InstanceGoneException;

	/**
	 * Whether it can take another call.
	 * @return {@code false} if it has to be ended
	 */
	boolean isUsable();

	/**
	 * How long it took to make it ready.
	 * @return the duration, or {@code null} if nothing was started yet
	 */
	@Nullable Duration init();

	/**
	 * Runs something when it ends by itself.
	 * @param action what to run
	 */
	void onExit(Runnable action);

	/**
	 * Ends it, which is not busy: its stdin is closed, and if that does not end it within
	 * a moment, it is killed.
	 */
	void end();

	/**
	 * Kills it and all that it started.
	 */
	void kill();

}
