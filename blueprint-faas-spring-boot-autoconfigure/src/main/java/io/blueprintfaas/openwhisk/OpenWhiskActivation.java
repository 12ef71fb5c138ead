package io.blueprintfaas.openwhisk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireResponse;

/**
 * The record of one run of a function.
 *
 * @param id name of the run, or {@code null} if it is not told
 * @param json the record
 */
record OpenWhiskActivation(@Nullable String id, JsonNode json) {

	static final String ID_HEADER = "x-openwhisk-activation-id";

	// The record in an answer, or null if it has none.
	static @Nullable OpenWhiskActivation read(HttpFunctionAnswer answer) {
		JsonNode json = LenientJson.read(answer.body());
		return (json.path("response").isObject() || json.has("end")) ? new OpenWhiskActivation(id(answer, json), json)
				: null;
	}

	// Name of the run that an answer speaks of, or null if it speaks of none.
	static @Nullable String id(HttpFunctionAnswer answer) {
		return id(answer, LenientJson.read(answer.body()));
	}

	private static @Nullable String id(HttpFunctionAnswer answer, JsonNode json) {
		String header = answer.headers().getFirst(ID_HEADER);
		return (header != null && !header.isBlank()) ? header.strip() : LenientJson.text(json, "activationId");
	}

	boolean isEnded() {
		Long end = LenientJson.number(this.json, "end");
		return (end != null && end > 0) || response().path("status").isString();
	}

	Outcome outcome() {
		String status = LenientJson.text(response(), "status");
		if (status != null) {
			return switch (status.toLowerCase(Locale.ROOT)) {
				case "success" -> Outcome.SUCCESS;
				case "application error" -> Outcome.APPLICATION_ERROR;
				case "action developer error" -> Outcome.DEVELOPER_ERROR;
				case "whisk internal error" -> Outcome.INTERNAL_ERROR;
				default -> byNumber();
			};
		}
		return byNumber();
	}

	private Outcome byNumber() {
		Long number = LenientJson.number(response(), "statusCode");
		if (number != null && number >= 0 && number < Outcome.UNKNOWN.ordinal()) {
			return Outcome.values()[number.intValue()];
		}
		JsonNode success = response().path("success");
		return success.isBoolean() ? (success.asBoolean() ? Outcome.SUCCESS : Outcome.DEVELOPER_ERROR)
				: Outcome.UNKNOWN;
	}

	// The function's own answer, or null if it gave none. OpenWhisk keeps nothing of a
	// result with a field 'error' but that field, so an answer may be all of it.
	@Nullable WireResponse answer() {
		WireResponse own = parse(result());
		return (own != null) ? own : parse(result().path("error"));
	}

	// What the result says of a failure, or null if that is no text.
	@Nullable String error() {
		return result().isString() ? result().stringValue() : LenientJson.text(result(), "error");
	}

	// For example '25 bytes', without the content.
	String describeResult() {
		return result().isMissingNode() ? "nothing"
				: "%d bytes".formatted(result().toString().getBytes(StandardCharsets.UTF_8).length);
	}

	// Value of an annotation, or a missing node.
	JsonNode annotation(String key) {
		for (JsonNode annotation : annotations()) {
			if (key.equals(LenientJson.text(annotation, "key"))) {
				return annotation.path("value");
			}
		}
		return this.json.path("annotations").path(-1);
	}

	JsonNode annotations() {
		return this.json.path("annotations");
	}

	private JsonNode response() {
		return this.json.path("response");
	}

	private JsonNode result() {
		return response().path("result");
	}

	private static @Nullable WireResponse parse(JsonNode node) {
		if (!node.has("job_id")) {
			return null;
		}
		try {
			return WireFormat.readResponse(node.toString().getBytes(StandardCharsets.UTF_8));
		}
		catch (WireFormatException ex) {
			// What somebody else gives is described by its size, and not shown
			return null;
		}
	}

	/**
	 * Shows which run it is, not its result.
	 */
	@Override
	public String toString() {
		return "OpenWhiskActivation[%s, %s]".formatted(this.id, outcome());
	}

	/**
	 * How a run ended, in the order of OpenWhisk's numbers.
	 */
	enum Outcome {

		/**
		 * With a result.
		 */
		SUCCESS,

		/**
		 * With a result that says it failed.
		 */
		APPLICATION_ERROR,

		/**
		 * Without a result of the function's.
		 */
		DEVELOPER_ERROR,

		/**
		 * By a failure of the platform's.
		 */
		INTERNAL_ERROR,

		/**
		 * It is not told.
		 */
		UNKNOWN

	}

}
