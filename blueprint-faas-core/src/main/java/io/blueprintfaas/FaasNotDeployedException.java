package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * There is no such function at the provider.
 */
public class FaasNotDeployedException extends FaasException {

	/**
	 * A failure of one call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param cause the cause, or {@code null}
	 */
	public FaasNotDeployedException(String message, FaasCall call, @Nullable Throwable cause) {
		super(message, call, cause);
	}

}
