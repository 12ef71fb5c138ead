package io.blueprintfaas.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * What a test looks at of a span, whichever process it was made in.
 */
record TracedSpan(String trace, String id, String parent, String kind, String name) {

	static TracedSpan of(SpanData span) {
		return new TracedSpan(span.getTraceId(), span.getSpanId(), span.getParentSpanId(), span.getKind().name(),
				span.getName());
	}

	static List<TracedSpan> read(Path file) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.map((line) -> line.split(" ", 5))
			.map((parts) -> new TracedSpan(parts[0], parts[1], parts[2], parts[3], parts[4]))
			.toList();
	}

}
