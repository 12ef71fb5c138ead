package io.blueprintfaas.sample;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The bytes are no picture that can be read.
 */
public class UnreadableImageException extends IOException {

	/**
	 * There is no picture.
	 * @param message what was there instead
	 * @param cause what the reader said, or {@code null}
	 */
	public UnreadableImageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
