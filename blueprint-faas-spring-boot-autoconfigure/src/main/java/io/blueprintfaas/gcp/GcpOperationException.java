package io.blueprintfaas.gcp;

/**
 * An operation that GCP had accepted ended with an error.
 */
final class GcpOperationException extends RuntimeException {

	private final GcpError error;

	GcpOperationException(GcpError error) {
		super(error.describe("the operation ended with"));
		this.error = error;
	}

	GcpError error() {
		return this.error;
	}

}
