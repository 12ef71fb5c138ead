package io.blueprintfaas.codec;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * A codec cannot carry a type, or cannot read or write a value.
 */
public class PayloadCodecException extends NestedRuntimeException {

	/**
	 * A value or type that cannot be carried.
	 * @param message what, and by which rule; never the value itself
	 * @param cause the cause, or {@code null}
	 */
	public PayloadCodecException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
