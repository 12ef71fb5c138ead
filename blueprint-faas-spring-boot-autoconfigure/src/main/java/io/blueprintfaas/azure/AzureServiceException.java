package io.blueprintfaas.azure;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasUnavailableException;

/**
 * What is needed before a function can be called was not to be had from Azure: its
 * address, its key, a token or the subscription. The function did not run. One such
 * failure may be that of several calls, so it names none.
 */
final class AzureServiceException extends NestedRuntimeException {

	private final Reason reason;

	AzureServiceException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	FaasException of(FaasCall call) {
		String message = String.valueOf(getMessage());
		return switch (this.reason) {
			case ACCESS_DENIED -> new FaasAccessDeniedException(message, call, this);
			case NOT_DEPLOYED -> new FaasNotDeployedException(message, call, this);
			case THROTTLED -> new FaasThrottledException(message, call, null, this);
			case UNAVAILABLE -> new FaasUnavailableException(message, call, this);
		};
	}

	/**
	 * What that means for a call.
	 */
	enum Reason {

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
