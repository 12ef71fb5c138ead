package io.blueprintfaas.openwhisk;

import io.blueprintfaas.http.StubAnswer;

/**
 * A request that OpenWhisk refuses.
 */
final class FakeWhiskException extends RuntimeException {

	static final String MISSING = "The requested resource does not exist.";

	private final int status;

	FakeWhiskException(int status, String message) {
		super(message);
		this.status = status;
	}

	static FakeWhiskException missing() {
		return new FakeWhiskException(404, MISSING);
	}

	StubAnswer answer() {
		return FakeOpenWhisk.error(this.status, String.valueOf(getMessage()));
	}

}
