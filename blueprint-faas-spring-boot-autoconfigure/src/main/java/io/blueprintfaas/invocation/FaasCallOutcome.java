package io.blueprintfaas.invocation;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasContractException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasUnavailableException;

/**
 * How a call ended.
 */
public enum FaasCallOutcome {

	/**
	 * With a result.
	 */
	SUCCESS,

	/**
	 * The job ran, and its handler threw.
	 */
	FUNCTION_ERROR,

	/**
	 * Whether the job ran is unknown.
	 */
	UNKNOWN,

	/**
	 * A limit on rate or concurrency refused it.
	 */
	THROTTLED,

	/**
	 * The provider was not reached, or not able to run it.
	 */
	UNAVAILABLE,

	/**
	 * There is no such function.
	 */
	NOT_DEPLOYED,

	/**
	 * Credentials or rights are missing.
	 */
	ACCESS_DENIED,

	/**
	 * Caller and function were built from different versions of the handler.
	 */
	CONTRACT,

	/**
	 * Arguments or result could not be encoded, decoded or carried.
	 */
	PAYLOAD,

	/**
	 * The caller did not wait for the end.
	 */
	CANCELLED,

	/**
	 * Anything else.
	 */
	ERROR;

	/**
	 * The outcome of a call that failed. What its caller gets may be an exception of the
	 * handler, with the failure of the call as its cause.
	 * @param failure what the caller gets
	 * @return the outcome
	 */
	public static FaasCallOutcome of(Throwable failure) {
		FaasException ex = failureOf(failure);
		return (ex != null) ? of(ex) : ERROR;
	}

	// What a caller gets may be an exception of the handler, with the failure of the call
	// as its cause.
	static @Nullable FaasException failureOf(Throwable failure) {
		if (failure instanceof FaasException ex) {
			return ex;
		}
		return (failure.getCause() instanceof FaasFunctionException ex) ? ex : null;
	}

	private static FaasCallOutcome of(FaasException ex) {
		if (ex.isOutcomeUnknown()) {
			return UNKNOWN;
		}
		FaasCallOutcome outcome = ofRefusal(ex);
		return (outcome != null) ? outcome : ERROR;
	}

	private static @Nullable FaasCallOutcome ofRefusal(FaasException ex) {
		if (ex instanceof FaasFunctionException) {
			return FUNCTION_ERROR;
		}
		if (ex instanceof FaasThrottledException) {
			return THROTTLED;
		}
		if (ex instanceof FaasUnavailableException) {
			return UNAVAILABLE;
		}
		if (ex instanceof FaasNotDeployedException) {
			return NOT_DEPLOYED;
		}
		if (ex instanceof FaasAccessDeniedException) {
			return ACCESS_DENIED;
		}
		if (ex instanceof FaasContractException) {
			return CONTRACT;
		}
		return (ex instanceof FaasPayloadException) ? PAYLOAD : null;
	}

	/**
	 * Whether the caller got no result, though it waited for one.
	 * @return {@code true} for all but {@link #SUCCESS} and {@link #CANCELLED}
	 */
	public boolean isFailure() {
		return this != SUCCESS && this != CANCELLED;
	}

	/**
	 * The outcome as metrics and pages show it.
	 * @return lower case with {@code _}, for example {@code function_error}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
