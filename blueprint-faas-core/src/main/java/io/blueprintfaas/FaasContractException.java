package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * The function was built from another version of the handler than the caller has:
 * parameters or result differ. The function did not run.
 */
public class FaasContractException extends FaasPayloadException {

	/**
	 * A refused call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param cause the cause, or {@code null}
	 */
	public FaasContractException(String message, FaasCall call, @Nullable Throwable cause) {
		super(message, call, cause);
	}

}
