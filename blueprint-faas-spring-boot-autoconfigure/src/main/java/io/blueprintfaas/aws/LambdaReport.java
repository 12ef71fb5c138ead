package io.blueprintfaas.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.http.LenientJson;

/**
 * What AWS Lambda reports of one call at the end of its log, as text or as JSON. What it
 * leaves out is {@code null}.
 *
 * @param duration how long the function ran
 * @param billed what is charged for, restoring a snapshot included
 * @param init how long starting a new instance took, or restoring it from a snapshot
 * @param memoryUsed largest memory in use by the instance so far
 */
record LambdaReport(@Nullable Duration duration, @Nullable Duration billed, @Nullable Duration init,
		@Nullable DataSize memoryUsed) {

	private static final Log logger = LogFactory.getLog(LambdaReport.class);

	private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z ]*): (\\d{1,15}(?:\\.\\d{1,9})?) (ms|MB)");

	private static final String BEGIN = "REPORT RequestId: ";

	// The report in the end of a log, or {@code null} if it is not there, which the end
	// of a log does not promise. A report of another request is not taken.
	static @Nullable LambdaReport read(@Nullable String logResult, @Nullable String requestId) {
		if (logResult == null) {
			return null;
		}
		List<String> lines = decode(logResult).lines().toList();
		for (int i = lines.size() - 1; i >= 0; i--) {
			LambdaReport report = line(lines.get(i).strip(), requestId);
			if (report != null) {
				return report;
			}
		}
		return null;
	}

	// These measures, and what the function told of itself where AWS Lambda tells
	// nothing. Without an init the instance may still be a new one, if it was started
	// ahead: then only the function knows.
	FaasMetrics over(FaasMetrics told) {
		return new FaasMetrics(told.total(), first(this.duration, told.execution()), first(this.billed, told.billed()),
				(this.init != null) ? Boolean.TRUE : told.coldStart(), first(this.init, told.init()),
				first(this.memoryUsed, told.memoryUsed()), told.instance());
	}

	private static String decode(String logResult) {
		try {
			return new String(Base64.getDecoder().decode(logResult), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			logger.debug("The end of the log is not Base64, so nothing is known of billed time and cold start");
			return "";
		}
	}

	private static @Nullable LambdaReport line(String line, @Nullable String requestId) {
		if (line.startsWith(BEGIN)) {
			String id = line.substring(BEGIN.length()).split("\\s", 2)[0];
			return (requestId == null || id.equals(requestId)) ? ofText(line) : null;
		}
		if (line.startsWith("{") && line.contains("platform.report")) {
			return ofJson(LenientJson.read(line.getBytes(StandardCharsets.UTF_8)), requestId);
		}
		return null;
	}

	private static LambdaReport ofText(String line) {
		Map<String, Double> fields = new HashMap<>();
		Matcher matcher = FIELD.matcher(line);
		while (matcher.find()) {
			fields.put(matcher.group(1).strip(), Double.valueOf(matcher.group(2)));
		}
		return of(fields.get("Duration"), fields.get("Billed Duration"), fields.get("Billed Restore Duration"),
				fields.get("Init Duration"), fields.get("Restore Duration"), fields.get("Max Memory Used"));
	}

	private static @Nullable LambdaReport ofJson(JsonNode event, @Nullable String requestId) {
		JsonNode record = event.path("record");
		String id = LenientJson.text(record, "requestId");
		boolean report = "platform.report".equals(LenientJson.text(event, "type"));
		if (!report || (requestId != null && !requestId.equals(id))) {
			return null;
		}
		JsonNode metrics = record.path("metrics");
		return of(number(metrics, "durationMs"), number(metrics, "billedDurationMs"),
				number(metrics, "billedRestoreDurationMs"), number(metrics, "initDurationMs"),
				number(metrics, "restoreDurationMs"), number(metrics, "maxMemoryUsedMB"));
	}

	private static LambdaReport of(@Nullable Double duration, @Nullable Double billed, @Nullable Double billedRestore,
			@Nullable Double init, @Nullable Double restore, @Nullable Double memory) {
		Double charged = (billed != null && billedRestore != null) ? Double.valueOf(billed + billedRestore) : billed;
		return new LambdaReport(milliseconds(duration), milliseconds(charged), milliseconds(first(init, restore)),
				(memory != null) ? DataSize.ofMegabytes(Math.round(memory)) : null);
	}

	private static @Nullable Duration milliseconds(@Nullable Double value) {
		return (value != null) ? Duration.ofNanos(Math.round(value * 1000) * 1000) : null;
	}

	private static @Nullable Double number(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
	}

	private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

}
