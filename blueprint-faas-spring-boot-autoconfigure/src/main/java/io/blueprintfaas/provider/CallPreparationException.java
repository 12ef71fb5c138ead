package io.blueprintfaas.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasUnavailableException;

/**
 * What is needed before a function can be called was not to be had from its provider: an
 * address, a credential or the like. The function did not run. One such failure may be
 * that of several calls, so it names none.
 */
public final class CallPreparationException extends NestedRuntimeException {

	private final Reason reason;

	/**
	 * A failure.
	 * @param reason what it means for calls
	 * @param message what happened, and what to do
	 * @param cause the cause, or {@code null}
	 */
	public CallPreparationException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * What it means for calls.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The failure of one call.
	 * @param call the call
	 * @return the exception to end the call with
	 */
	public FaasException of(FaasCall call) {
		String message = String.valueOf(getMessage());
		return switch (this.reason) {
			case ACCESS_DENIED -> new FaasAccessDeniedException(message, call, this);
			case NOT_DEPLOYED -> new FaasNotDeployedException(message, call, this);
			case THROTTLED -> new FaasThrottledException(message, call, null, this);
			case UNAVAILABLE -> new FaasUnavailableException(message, call, this);
		};
	}

	/**
	 * What a failure means for calls.
	 */
	public enum Reason {

		/**
		 * There are no credentials, or they are refused.
		 */
		ACCESS_DENIED,

		/**
		 * There is no such function.
		 */
		NOT_DEPLOYED,

		/**
		 * A quota is used up for now.
		 */
		THROTTLED,

		/**
		 * Nobody answered, or not yet.
		 */
		UNAVAILABLE

	}

}
