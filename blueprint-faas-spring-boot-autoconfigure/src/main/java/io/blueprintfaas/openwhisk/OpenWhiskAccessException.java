package io.blueprintfaas.openwhisk;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasUnavailableException;

/**
 * Where functions are, or the key to reach them with, could not be found out. Nothing was
 * run. One such failure may be that of several calls, so it names none.
 */
public class OpenWhiskAccessException extends NestedRuntimeException {

	private final Reason reason;

	private final @Nullable Duration retryAfter;

	/**
	 * A failure.
	 * @param reason what it means for a call
	 * @param message what is missing, and what to do
	 * @param cause the cause, or {@code null}
	 */
	public OpenWhiskAccessException(Reason reason, String message, @Nullable Throwable cause) {
		this(reason, message, null, cause);
	}

	/**
	 * A failure, and how long to wait before it is worth another try.
	 * @param reason what it means for a call
	 * @param message what is missing, and what to do
	 * @param retryAfter how long whoever was asked wants to be left alone, or
	 * {@code null} if that is not said
	 * @param cause the cause, or {@code null}
	 */
	public OpenWhiskAccessException(Reason reason, String message, @Nullable Duration retryAfter,
			@Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
		this.retryAfter = retryAfter;
	}

	/**
	 * What the failure means for a call.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	// The exception to end a call with.
	FaasException of(FaasCall call) {
		String message = "The function was not called: " + getMessage();
		return switch (this.reason) {
			case ACCESS_DENIED -> new FaasAccessDeniedException(message, call, this);
			case NOT_DEPLOYED -> new FaasNotDeployedException(message, call, this);
			case THROTTLED -> new FaasThrottledException(message, call, this.retryAfter, this);
			case UNAVAILABLE -> new FaasUnavailableException(message, call, this);
		};
	}

	/**
	 * What that means for a call.
	 */
	public enum Reason {

		/**
		 * There is no key, or it is refused.
		 */
		ACCESS_DENIED,

		/**
		 * There is no such namespace.
		 */
		NOT_DEPLOYED,

		/**
		 * Too many requests for now.
		 */
		THROTTLED,

		/**
		 * Nobody answered, or not yet.
		 */
		UNAVAILABLE

	}

}
