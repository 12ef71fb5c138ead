package io.blueprintfaas.runtime.lambda;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A failure in the form in which Lambda takes it from a runtime.
 *
 * @param type class of what was thrown
 * @param message its message, or its class if it has none
 * @param stackTrace its stack, and those of its causes
 */
record LambdaError(String type, String message, List<String> stackTrace) {

	// Enough for any stack that people read, and bounded where causes form a circle
	private static final int MAX_LINES = 400;

	static LambdaError of(Throwable thrown) {
		List<String> lines = new ArrayList<>();
		addFrames(thrown, lines);
		Throwable cause = thrown.getCause();
		while (cause != null && lines.size() < MAX_LINES) {
			lines.add("Caused by: " + cause);
			addFrames(cause, lines);
			cause = cause.getCause();
		}
		String message = thrown.getLocalizedMessage();
		return new LambdaError(thrown.getClass().getName(), (message != null) ? message : thrown.getClass().getName(),
				lines);
	}

	static LambdaError tooLarge(int size) {
		return new LambdaError("Function.ResponseSizeTooLarge",
				"The answer has %d bytes, more than Lambda takes: return less, or a reference to where the result is"
					.formatted(size),
				List.of());
	}

	private static void addFrames(Throwable thrown, List<String> lines) {
		Arrays.stream(thrown.getStackTrace())
			.limit(Math.max(0, MAX_LINES - lines.size()))
			.map(StackTraceElement::toString)
			.forEach(lines::add);
	}

	byte[] json() {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), json)) {
			generator.writeStartObject();
			generator.writeStringProperty("errorMessage", this.message);
			generator.writeStringProperty("errorType", this.type);
			generator.writeArrayPropertyStart("stackTrace");
			this.stackTrace.forEach(generator::writeString);
			generator.writeEndArray();
			generator.writeEndObject();
		}
		return json.toByteArray();
	}

}
