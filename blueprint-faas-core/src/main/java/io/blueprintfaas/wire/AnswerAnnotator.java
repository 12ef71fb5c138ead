package io.blueprintfaas.wire;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;

/**
 * Looks at an answer, and adds to it, without decoding its result.
 */
final class AnswerAnnotator {

	private static final long MEGABYTE = DataSize.ofMegabytes(1).toBytes();

	private static final int ADDED = 512;

	private final byte[] answer;

	private final AnswerFields fields;

	AnswerAnnotator(byte[] answer) {
		JsonScanner scanner = new JsonScanner(answer);
		if (scanner.peek() != '{') {
			throw WireResponseReader.noObject(answer);
		}
		this.answer = answer;
		this.fields = AnswerFields.read(scanner);
		scanner.finish();
	}

	/**
	 * Checks every field but the elements of the result.
	 * @return what the answer says
	 */
	WireOutcome outcome() {
		JsonScanner number = this.fields.value("job_id");
		JsonScanner flag = this.fields.value("success");
		long jobId = WireResponseReader.required("job_id", (number != null) ? field(number).jobId("job_id") : null);
		boolean success = WireResponseReader.required("success", (flag != null) ? field(flag).bool("success") : null);
		checkResult(success);
		checkMetrics();
		text("stack");
		return new WireOutcome(jobId, success, text("error"), text("error_type"));
	}

	/**
	 * Adds what the platform measured. Where it measured nothing, the function's own
	 * values stay.
	 * @param metrics what the platform measured
	 * @param version form of the answer
	 * @return the answer, on one line
	 */
	byte[] annotate(FaasMetrics metrics, WireVersion version) {
		ByteArrayWriter out = new ByteArrayWriter(Math.addExact(this.answer.length, ADDED));
		Set<String> replaced = new HashSet<>();
		replaceIfKnown(replaced, "execution_ms", metrics.execution());
		replaceIfKnown(replaced, "memory_used_mb", metrics.memoryUsed());
		if (version == WireVersion.V1_1) {
			replaced.add("metrics");
		}
		this.fields.writeWithout(out, replaced);
		writeTopLevel(out, metrics);
		if (version == WireVersion.V1_1) {
			writeMetrics(out, metrics);
		}
		return out.raw('}').toLine('{');
	}

	private void checkResult(boolean success) {
		JsonScanner result = this.fields.value("result");
		if (success) {
			WireResponseReader.required("result", result);
		}
		if (result != null && result.peek() != '[' && result.peek() != '"') {
			throw result.unexpected("'result' as array of numbers or base64 string");
		}
	}

	private void checkMetrics() {
		JsonScanner metrics = this.fields.value("metrics");
		if (metrics != null) {
			new MetricsReader(metrics).object();
		}
		checkMetric("execution_ms");
		checkMetric("memory_used_mb");
	}

	private void checkMetric(String name) {
		JsonScanner value = this.fields.value(name);
		if (value != null) {
			new MetricsReader(value).field(name);
		}
	}

	private @Nullable String text(String name) {
		JsonScanner value = this.fields.value(name);
		return (value != null) ? field(value).text(name) : null;
	}

	private void writeTopLevel(ByteArrayWriter out, FaasMetrics metrics) {
		Duration execution = metrics.execution();
		if (execution != null && !execution.isNegative()) {
			out.raw(",\"execution_ms\":").raw(Long.toString(Math.round(execution.toNanos() / 1e6)));
		}
		DataSize memory = metrics.memoryUsed();
		if (memory != null && !memory.isNegative()) {
			out.raw(",\"memory_used_mb\":").raw(Long.toString((memory.toBytes() + MEGABYTE - 1) / MEGABYTE));
		}
	}

	private void writeMetrics(ByteArrayWriter out, FaasMetrics metrics) {
		Set<String> replaced = new HashSet<>();
		replaceIfKnown(replaced, "execution_ms", metrics.execution());
		replaceIfKnown(replaced, "billed_ms", metrics.billed());
		replaceIfKnown(replaced, "init_ms", metrics.init());
		replaceIfKnown(replaced, "cold_start", metrics.coldStart());
		replaceIfKnown(replaced, "memory_used_mb", metrics.memoryUsed());
		replaceIfKnown(replaced, "instance", metrics.instance());
		ByteArrayWriter merged = new ByteArrayWriter(ADDED);
		JsonScanner own = this.fields.value("metrics");
		if (own != null) {
			AnswerFields.read(own).writeWithout(merged, replaced);
		}
		WireWriter.metrics(merged, metrics);
		if (!merged.isEmpty()) {
			out.raw(",\"metrics\":").raw(merged.raw('}').toLine('{'));
		}
	}

	private static void replaceIfKnown(Set<String> replaced, String name, @Nullable Object value) {
		if (value != null) {
			replaced.add(name);
		}
	}

	private static FieldReader field(JsonScanner scanner) {
		return new FieldReader(scanner);
	}

}
