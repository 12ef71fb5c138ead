package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * The provider was not reached, or refused the call before the function ran.
 */
public class FaasUnavailableException extends FaasException {

	/**
	 * A failure of one call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param cause the cause, or {@code null}
	 */
	public FaasUnavailableException(String message, FaasCall call, @Nullable Throwable cause) {
		super(message, call, cause);
	}

	@Override
	public boolean isRetryable() {
		return true;
	}

}
