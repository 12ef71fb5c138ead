package io.blueprintfaas.provider;

/**
 * A call was not begun because too many others are under way.
 */
public final class CallLimitException extends RuntimeException {

	CallLimitException(String message) {
		super(message);
	}

}
