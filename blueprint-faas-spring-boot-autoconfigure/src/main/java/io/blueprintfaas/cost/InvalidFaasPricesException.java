package io.blueprintfaas.cost;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.Resource;

import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * The price list cannot be used. Found at startup.
 */
public class InvalidFaasPricesException extends InvalidFaasJobException {

	InvalidFaasPricesException(Resource file, Exception cause) {
		super("The price list %s cannot be used: %s".formatted(file.getDescription(),
				NestedExceptionUtils.getMostSpecificCause(cause).getMessage()),
				"Correct it, or name another one in 'blueprint.faas.prices'", cause);
	}

}
