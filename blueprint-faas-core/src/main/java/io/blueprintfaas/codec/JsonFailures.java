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

	static PayloadCodecException writing(String what, RuntimeException ex) {
		return new PayloadCodecException("Cannot write %s as JSON%s: %s".formatted(what, place(ex), reason(ex)),
				thrownByApplication(ex));
	}

	static PayloadCodecException reading(String what, RuntimeException ex) {
		// other causes come from parsing values, and quote them
		boolean application = !(ex instanceof JacksonException) || ex instanceof ValueInstantiationException;
		return new PayloadCodecException("Cannot read %s from JSON%s: %s".formatted(what, place(ex), reason(ex)),
				application ? thrownByApplication(ex) : null);
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

	private static String reason(RuntimeException ex) {
		if (ex instanceof StreamReadException malformed && malformed.getLocation() != null) {
			return "it is not well-formed, near byte %d".formatted(malformed.getLocation().getByteOffset());
		}
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "the value does not fit %s (%s)".formatted(mismatch.getTargetType().getTypeName(), kind(ex));
		}
		return kind(ex);
	}

	private static String kind(RuntimeException ex) {
		Throwable cause = ex.getCause();
		String kind = ex.getClass().getSimpleName();
		return (cause == null || cause instanceof JacksonException) ? kind
				: kind + " after " + cause.getClass().getName();
	}

	private static String place(RuntimeException ex) {
		if (!(ex instanceof JacksonException failure)) {
			return "";
		}
		String path = failure.getPath().stream().map(JsonFailures::step).collect(Collectors.joining());
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

	private static @Nullable Throwable thrownByApplication(RuntimeException ex) {
		if (!(ex instanceof JacksonException)) {
			return ex;
		}
		return (ex.getCause() instanceof JacksonException) ? null : ex.getCause();
	}

}
