package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * The call was sent and no answer came in time, or the connection broke before one came:
 * whether the function ran is unknown.
 */
public class FaasTimeoutException extends FaasException {

	/**
	 * A failure of one call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param cause the cause, or {@code null}
	 */
	public FaasTimeoutException(String message, FaasCall call, @Nullable Throwable cause) {
		super(message, call, cause);
	}

	@Override
	public boolean isOutcomeUnknown() {
		return true;
	}

}
