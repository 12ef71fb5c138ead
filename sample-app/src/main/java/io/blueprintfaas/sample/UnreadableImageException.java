package io.blueprintfaas.sample;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The bytes are no picture that can be read.
 */
class UnreadableImageException extends IOException {

	UnreadableImageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
