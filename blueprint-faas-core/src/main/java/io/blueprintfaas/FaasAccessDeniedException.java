package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * The provider refused the credentials, or they lack a right.
 */
public class FaasAccessDeniedException extends FaasException {

	/**
	 * A failure of one call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param cause the cause, or {@code null}
	 */
	public FaasAccessDeniedException(String message, FaasCall call, @Nullable Throwable cause) {
		super(message, call, cause);
	}

}
