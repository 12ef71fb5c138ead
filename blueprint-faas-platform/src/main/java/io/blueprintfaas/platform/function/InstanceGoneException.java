package io.blueprintfaas.platform.function;

/**
 * An instance ended before it could take a call.
 */
final class InstanceGoneException extends Exception {

	private static final long serialVersionUID = 1L;

	InstanceGoneException(String message, Throwable cause) {
		super(message, cause);
	}

}
