package io.blueprintfaas.aws;

import org.springframework.core.NestedRuntimeException;

/**
 * There is no client to send a request with.
 */
final class LambdaClientException extends NestedRuntimeException {

	LambdaClientException(Throwable cause) {
		super("The client of AWS Lambda cannot be made", cause);
	}

}
