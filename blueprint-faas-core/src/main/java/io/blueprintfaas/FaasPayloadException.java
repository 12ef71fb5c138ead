package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * Arguments or a result cannot be encoded, decoded or carried: the text says which, and
 * for a size both the limit and what it was.
 */
public class FaasPayloadException extends FaasException {

	/**
	 * A failure of one call.
	 * @param message what happened, and what to do
	 * @param call job, provider and invocation
	 * @param cause the cause, or {@code null}
	 */
	public FaasPayloadException(String message, FaasCall call, @Nullable Throwable cause) {
		super(message, call, cause);
	}

}
