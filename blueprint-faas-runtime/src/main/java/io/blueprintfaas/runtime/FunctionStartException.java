package io.blueprintfaas.runtime;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * The application could not be started as a function.
 */
public class FunctionStartException extends NestedRuntimeException {

	/**
	 * A start that failed.
	 * @param message what failed, and what to do about it
	 * @param cause the cause, or {@code null}
	 */
	public FunctionStartException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
