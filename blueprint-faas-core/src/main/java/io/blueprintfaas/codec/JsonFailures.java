package io.blueprintfaas.codec;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Says what Jackson could not do, without the values that Jackson's own messages quote.
 */
final class JsonFailures {

	private JsonFailures() {
	}

	static PayloadCodecException writing(String what, JacksonException ex) {
		return new PayloadCodecException("Cannot write %s as JSON%s: %s".formatted(what, place(ex), reason(ex)),
				thrownByApplication(ex.getCause()));
	}

	static PayloadCodecException reading(String what, JacksonException ex) {
		Throwable cause = (ex instanceof ValueInstantiationException) ? thrownByApplication(ex.getCause()) : null;
		return new PayloadCodecException("Cannot read %s from JSON%s: %s".formatted(what, place(ex), reason(ex)),
				cause);
	}

	/**
	 * Kind of a token.
	 * @param token the token, or {@code null} at the end
	 * @return a word or two for people
	 */
	static String describe(@Nullable JsonToken token) {
		if (token == null) {
			return "nothing";
		}
		return switch (token) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			case VALUE_STRING -> "a string";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
			case VALUE_TRUE, VALUE_FALSE -> "a boolean";
			case VALUE_NULL -> "null";
			default -> "another token";
		};
	}

	private static String reason(JacksonException ex) {
		if (ex instanceof StreamReadException) {
			return "it is not well-formed, near byte %d".formatted(ex.getLocation().getByteOffset());
		}
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "the value does not fit %s (%s)".formatted(mismatch.getTargetType().getTypeName(), kind(ex));
		}
		return kind(ex);
	}

	private static String kind(JacksonException ex) {
		Throwable cause = thrownByApplication(ex.getCause());
		return ex.getClass().getSimpleName() + ((cause != null) ? " after " + cause.getClass().getName() : "");
	}

	private static String place(JacksonException ex) {
		String path = ex.getPath().stream().map(JsonFailures::step).collect(Collectors.joining());
		return path.isEmpty() ? "" : " at " + (path.startsWith(".") ? path.substring(1) : path);
	}

	private static String step(JacksonException.Reference reference) {
		if (reference.getPropertyName() == null) {
			return "[" + reference.getIndex() + "]";
		}
		// keys of maps are data
		Object from = reference.from();
		boolean map = from instanceof Map || from instanceof Class<?> type && Map.class.isAssignableFrom(type);
		return map ? "[key]" : "." + reference.getPropertyName();
	}

	private static @Nullable Throwable thrownByApplication(@Nullable Throwable cause) {
		return (cause instanceof JacksonException) ? null : cause;
	}

}
