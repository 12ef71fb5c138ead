package io.blueprintfaas.runtime.lambda;

import java.io.IOException;

/**
 * Lambda's Runtime API answered with another status than expected.
 */
final class RuntimeApiException extends IOException {

	private final int status;

	RuntimeApiException(String path, int status) {
		super("Lambda's Runtime API answered '%s' with status %d".formatted(path, status));
		this.status = status;
	}

	boolean isTooLarge() {
		return this.status == 413;
	}

	// What was sent is refused, and would be again
	boolean isRefusal() {
		return this.status >= 400 && this.status < 500;
	}

}
