package io.blueprintfaas.command;

/**
 * What was asked for does not exist.
 */
final class CommandUsageException extends RuntimeException {

	CommandUsageException(String message) {
		super(message);
	}

}
