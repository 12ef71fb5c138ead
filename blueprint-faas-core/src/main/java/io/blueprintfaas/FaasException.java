package io.blueprintfaas;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * A delegated call or an operation on a function failed. Each subclass stands for one
 * decision that a caller can take; the message always ends with job, provider and
 * invocation.
 */
public abstract class FaasException extends NestedRuntimeException {

	private final FaasCall call;

	protected FaasException(String message, FaasCall call, @Nullable Throwable cause) {
		super("%s [%s]".formatted(message, call), cause);
		this.call = call;
	}

	/**
	 * The call that failed.
	 * @return job, provider and invocation
	 */
	public final FaasCall getCall() {
		return this.call;
	}

	/**
	 * Whether the same call may be sent again because it is certain that the function did
	 * not run.
	 * @return {@code true} if a retry can do no harm
	 */
	public boolean isRetryable() {
		return false;
	}

	/**
	 * Whether it is unknown if the function ran. Such a call may be sent again only if
	 * its job is idempotent.
	 * @return {@code true} if the function may have run, or may still be running
	 */
	public boolean isOutcomeUnknown() {
		return false;
	}

}
