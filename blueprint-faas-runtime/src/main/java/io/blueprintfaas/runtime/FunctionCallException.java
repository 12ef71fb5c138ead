package io.blueprintfaas.runtime;

import io.blueprintfaas.wire.WireResponse;

/**
 * A call failed without its handler having thrown, and nobody would read that in the
 * answer. It has no stack: its message says all there is.
 */
public final class FunctionCallException extends RuntimeException {

	private final String type;

	FunctionCallException(String type, String message) {
		super(type + ": " + message, null, false, false);
		this.type = type;
	}

	static FunctionCallException of(WireResponse failure) {
		return new FunctionCallException(String.valueOf(failure.errorType()), String.valueOf(failure.error()));
	}

	/**
	 * Kind of the failure.
	 * @return one of the constants of {@link WireResponse}
	 */
	public String type() {
		return this.type;
	}

}
