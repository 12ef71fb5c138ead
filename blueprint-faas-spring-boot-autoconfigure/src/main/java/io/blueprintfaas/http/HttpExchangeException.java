package io.blueprintfaas.http;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * A request did not get a whole answer.
 */
public class HttpExchangeException extends NestedRuntimeException {

	private final Reason reason;

	/**
	 * A failed exchange.
	 * @param reason what that means for the request
	 * @param message what happened, and what to do
	 * @param cause the cause, or {@code null}
	 */
	public HttpExchangeException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * What the failure means for the request.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why there is no whole answer.
	 */
	public enum Reason {

		/**
		 * Nothing of the request left this process, or nothing of it was looked at.
		 */
		NOT_SENT,

		/**
		 * It was sent, and time was up before the whole answer came.
		 */
		LATE,

		/**
		 * It was sent, and the connection broke before the whole answer came.
		 */
		BROKEN,

		/**
		 * The request or the answer is larger than the limit.
		 */
		TOO_LARGE,

		/**
		 * There is no credential to send it with, because whoever issues them refused.
		 */
		NO_CREDENTIAL

	}

}
