package io.blueprintfaas.aws;

/**
 * A request that the fake control plane refuses.
 */
final class FakeLambdaException extends RuntimeException {

	private final int status;

	private final String code;

	FakeLambdaException(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	static FakeLambdaException invalid(String message) {
		return new FakeLambdaException(400, "InvalidParameterValueException", message);
	}

	static FakeLambdaException notFound(String message) {
		return new FakeLambdaException(404, "ResourceNotFoundException", message);
	}

	static FakeLambdaException conflict(String message) {
		return new FakeLambdaException(409, "ResourceConflictException", message);
	}

}
