package io.blueprintfaas.aws;

/**
 * A call was not sent because too many others are under way.
 */
final class LambdaBusyException extends RuntimeException {

	LambdaBusyException(String message) {
		super(message);
	}

}
