package io.blueprintfaas.dashboard;

/**
 * A request that is not allowed, whoever sends it.
 */
final class RefusedRequestException extends RuntimeException {

	RefusedRequestException(String message) {
		super(message);
	}

}
