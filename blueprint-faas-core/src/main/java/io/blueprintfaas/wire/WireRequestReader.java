package io.blueprintfaas.wire;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads one request.
 */
final class WireRequestReader {

	private final JsonScanner scanner;

	private final FieldReader fields;

	private WireVersion version = WireVersion.V1_0;

	private @Nullable Long jobId;

	private byte @Nullable [] args;

	private @Nullable String invocationId;

	private @Nullable Long deadlineMs;

	private Map<String, String> headers = Map.of();

	private @Nullable String contract;

	private @Nullable Boolean warm;

	WireRequestReader(byte[] message) {
		this.scanner = new JsonScanner(message);
		this.fields = new FieldReader(this.scanner);
	}

	WireRequest read() {
		if (this.scanner.peek() != '{') {
			throw new WireFormatException("Expected a request, a JSON object with 'job_id' and 'args', but "
					+ Excerpt.of(this.scanner.bytes()), null);
		}
		this.scanner.object(this::field);
		this.scanner.finish();
		if (this.jobId == null) {
			throw new WireFormatException("Expected 'job_id' in the request, but it is missing", null);
		}
		return new WireRequest(this.version, this.jobId, (this.args != null) ? this.args : new byte[0],
				this.invocationId, this.deadlineMs, this.headers, this.contract, Boolean.TRUE.equals(this.warm));
	}

	private void field(String name) {
		switch (name) {
			case "job_id" -> this.jobId = this.fields.jobId(name);
			case "args" -> args(name);
			case "invocation_id", "deadline_ms", "headers", "contract", "warm" -> extension(name);
			default -> this.scanner.skipValue();
		}
	}

	private void args(String name) {
		if (this.scanner.peek() == '"') {
			this.version = WireVersion.V1_1;
		}
		this.args = this.fields.payload(name);
	}

	private void extension(String name) {
		if (this.scanner.peek() != 'n') {
			this.version = WireVersion.V1_1;
		}
		switch (name) {
			case "invocation_id" -> this.invocationId = this.fields.text(name);
			case "deadline_ms" -> this.deadlineMs = milliseconds(name);
			case "headers" -> this.headers = this.fields.texts(name);
			case "contract" -> this.contract = this.fields.text(name);
			default -> this.warm = this.fields.bool(name);
		}
	}

	private @Nullable Long milliseconds(String name) {
		Double value = this.fields.decimal(name);
		return (value != null) ? (long) Math.floor(value) : null;
	}

}
