package io.blueprintfaas.openwhisk;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;

/**
 * A request of a lifecycle was answered with a status that is no success.
 */
final class OpenWhiskRefusal extends RuntimeException {

	private final int status;

	OpenWhiskRefusal(HttpFunctionAnswer answer) {
		super(HttpFailures.describe(answer, LenientJson.text(LenientJson.read(answer.body()), "error")));
		this.status = answer.status();
	}

	int status() {
		return this.status;
	}

	// Nothing is there by this name.
	boolean isNotFound() {
		return this.status == 404;
	}

	// Somebody else was changing it, or was faster.
	boolean isConflict() {
		return this.status == 409;
	}

	// Too many requests: nothing was done.
	boolean isThrottled() {
		return this.status == 429;
	}

	// Worth another try for requests that change nothing.
	boolean isPassing() {
		return isThrottled() || this.status >= 500 || this.status == 408;
	}

}
