package io.blueprintfaas.azure;

import org.springframework.core.NestedRuntimeException;

/**
 * The deployment host of an app refused something, or a deployment there failed.
 */
final class AzureScmException extends NestedRuntimeException {

	private final transient AzureError error;

	AzureScmException(AzureError error) {
		super(error.describe());
		this.error = error;
	}

	AzureError error() {
		return this.error;
	}

}
