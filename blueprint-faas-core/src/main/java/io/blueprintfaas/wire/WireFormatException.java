package io.blueprintfaas.wire;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * Bytes that are not a message of the wire format.
 */
public class WireFormatException extends NestedRuntimeException {

	/**
	 * A message that cannot be read.
	 * @param message what was expected, and what is there
	 * @param cause the cause, or {@code null}
	 */
	public WireFormatException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
