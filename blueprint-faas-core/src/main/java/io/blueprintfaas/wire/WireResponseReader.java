package io.blueprintfaas.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reads one answer.
 */
final class WireResponseReader {

	private final JsonScanner scanner;

	private final FieldReader fields;

	private final MetricsReader platform;

	private MetricsReader function;

	private @Nullable Long jobId;

	private byte @Nullable [] result;

	private @Nullable Boolean success;

	private @Nullable String error;

	private @Nullable String errorType;

	private @Nullable String stack;

	WireResponseReader(byte[] message) {
		this.scanner = new JsonScanner(message);
		this.fields = new FieldReader(this.scanner);
		this.platform = new MetricsReader(this.scanner);
		this.function = new MetricsReader(this.scanner);
	}

	WireResponse read() {
		if (this.scanner.peek() != '{') {
			throw noObject(this.scanner.bytes());
		}
		this.scanner.object(this::field);
		this.scanner.finish();
		long job = required("job_id", this.jobId);
		boolean succeeded = required("success", this.success);
		byte[] bytes = succeeded ? required("result", this.result) : (this.result != null) ? this.result : new byte[0];
		return new WireResponse(job, bytes, succeeded, this.error, this.errorType, this.stack,
				this.function.metrics(this.platform));
	}

	static WireFormatException noObject(byte[] message) {
		return new WireFormatException(
				"Expected an answer, a JSON object with 'job_id', 'result' and 'success', but " + Excerpt.of(message),
				null);
	}

	static <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw new WireFormatException("Expected '%s' in the answer, but it is missing".formatted(name), null);
		}
		return value;
	}

	private void field(String name) {
		switch (name) {
			case "job_id" -> this.jobId = this.fields.jobId(name);
			case "result" -> this.result = this.fields.payload(name);
			case "success" -> this.success = this.fields.bool(name);
			case "error" -> this.error = this.fields.text(name);
			case "error_type" -> this.errorType = this.fields.text(name);
			case "stack" -> this.stack = this.fields.text(name);
			case "metrics" -> metrics();
			case "execution_ms", "memory_used_mb" -> this.platform.field(name);
			default -> this.scanner.skipValue();
		}
	}

	private void metrics() {
		this.function = new MetricsReader(this.scanner);
		this.function.object();
	}

}
