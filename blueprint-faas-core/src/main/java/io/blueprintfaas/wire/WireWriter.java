package io.blueprintfaas.wire;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;

/**
 * Writes requests, answers and metrics.
 */
final class WireWriter {

	private static final byte[] JOB_ID = JsonStrings.ascii("{\"job_id\":");

	private static final byte[] ARGS = JsonStrings.ascii(",\"args\":");

	private static final byte[] RESULT = JsonStrings.ascii(",\"result\":");

	private static final int ENVELOPE = 256;

	private final ByteArrayWriter out;

	private WireWriter(ByteArrayWriter out) {
		this.out = out;
	}

	static byte[] request(WireRequest request) {
		WireWriter writer = new WireWriter(new ByteArrayWriter(capacity(request.version(), request.args())));
		writer.out.raw(JOB_ID).raw(Long.toString(request.jobId())).raw(ARGS);
		writer.payload(request.version(), request.args());
		if (request.version() == WireVersion.V1_1) {
			writer.extensions(request);
		}
		return writer.out.raw('}').toByteArray();
	}

	static byte[] response(WireResponse response, WireVersion version) {
		WireWriter writer = new WireWriter(new ByteArrayWriter(capacity(version, response.result())));
		writer.out.raw(JOB_ID).raw(Long.toString(response.jobId())).raw(RESULT);
		writer.payload(version, response.result());
		writer.out.raw(response.success() ? ",\"success\":true" : ",\"success\":false");
		writer.text(",\"error\":", response.error());
		if (version == WireVersion.V1_1) {
			writer.extensions(response);
		}
		return writer.out.raw('}').toByteArray();
	}

	/**
	 * Writes measured values, each as a field with a comma before it.
	 * @param out where to write
	 * @param metrics the values
	 */
	static void metrics(ByteArrayWriter out, FaasMetrics metrics) {
		WireWriter writer = new WireWriter(out);
		writer.milliseconds(",\"execution_ms\":", metrics.execution());
		writer.milliseconds(",\"billed_ms\":", metrics.billed());
		writer.milliseconds(",\"init_ms\":", metrics.init());
		if (metrics.coldStart() != null) {
			out.raw(",\"cold_start\":").raw(metrics.coldStart().toString());
		}
		writer.megabytes(",\"memory_used_mb\":", metrics.memoryUsed());
		writer.text(",\"instance\":", metrics.instance());
	}

	private static int capacity(WireVersion version, byte[] payload) {
		long size = (version == WireVersion.V1_0) ? payload.length * 4L : payload.length * 4L / 3 + 4;
		Assert.isTrue(size + ENVELOPE < Integer.MAX_VALUE,
				() -> "A payload of %d bytes is too large for one message".formatted(payload.length));
		return (int) size + ENVELOPE;
	}

	private void payload(WireVersion version, byte[] payload) {
		if (version == WireVersion.V1_0) {
			this.out.numbers(payload);
		}
		else {
			this.out.base64(payload);
		}
	}

	private void extensions(WireRequest request) {
		text(",\"invocation_id\":", request.invocationId());
		if (request.deadlineMs() != null) {
			this.out.raw(",\"deadline_ms\":").raw(request.deadlineMs().toString());
		}
		if (!request.headers().isEmpty()) {
			headers(request.headers());
		}
		text(",\"contract\":", request.contract());
		if (request.warm()) {
			this.out.raw(",\"warm\":true");
		}
	}

	private void headers(Map<String, String> headers) {
		this.out.raw(",\"headers\":");
		char separator = '{';
		for (Map.Entry<String, String> header : headers.entrySet()) {
			this.out.raw(separator).string(header.getKey()).raw(':').string(header.getValue());
			separator = ',';
		}
		this.out.raw('}');
	}

	private void extensions(WireResponse response) {
		text(",\"error_type\":", response.errorType());
		text(",\"stack\":", response.stack());
		ByteArrayWriter metrics = new ByteArrayWriter(ENVELOPE);
		metrics(metrics, response.metrics());
		if (!metrics.isEmpty()) {
			this.out.raw(",\"metrics\":").raw(metrics.raw('}').toLine('{'));
		}
	}

	private void text(String name, @Nullable String value) {
		if (value != null) {
			this.out.raw(name).string(value);
		}
	}

	private void milliseconds(String name, @Nullable Duration value) {
		if (value != null && !value.isNegative()) {
			thousandths(name, value.toSeconds() * 1_000_000 + (value.getNano() + 500) / 1000);
		}
	}

	private void megabytes(String name, @Nullable DataSize value) {
		if (value != null && !value.isNegative()) {
			thousandths(name, Math.round(value.toBytes() * 1000d / DataSize.ofMegabytes(1).toBytes()));
		}
	}

	/**
	 * Writes a number with as many of three decimals as it needs.
	 * @param name what to write before the number
	 * @param value the number times 1000
	 */
	private void thousandths(String name, long value) {
		this.out.raw(name).raw(Long.toString(value / 1000));
		int rest = (int) (value % 1000);
		if (rest != 0) {
			fraction(rest);
		}
	}

	private void fraction(int thousandths) {
		this.out.raw('.');
		int rest = thousandths;
		for (int unit = 100; rest > 0; unit /= 10) {
			this.out.raw((char) ('0' + rest / unit));
			rest %= unit;
		}
	}

}
