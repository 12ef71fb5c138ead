package io.blueprintfaas;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The provider refused the call because of a limit on rate or concurrency; the function
 * did not run.
 */
public class FaasThrottledException extends FaasException {

	private final @Nullable Duration retryAfter;

	/**
	 * A refused call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param retryAfter how long the provider asks to wait, or {@code null} if it does
	 * not say
	 * @param cause the cause, or {@code null}
	 */
	public FaasThrottledException(String message, FaasCall call, @Nullable Duration retryAfter,
			@Nullable Throwable cause) {
		super(message, call, cause);
		this.retryAfter = retryAfter;
	}

	/**
	 * How long the provider asks to wait.
	 * @return the time, or {@code null} if it does not say
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

	@Override
	public boolean isRetryable() {
		return true;
	}

}
