package io.blueprintfaas.custom;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;

/**
 * A platform's error body, alone or together with the fields of a function's answer.
 *
 * @param text what it says for people, or {@code null}
 * @param code its code, or {@code null}
 * @param stderr the end of what the function wrote to stderr, or {@code null}
 */
record PlatformError(@Nullable String text, @Nullable String code, @Nullable String stderr) {

	static PlatformError read(HttpFunctionAnswer answer) {
		JsonNode body = LenientJson.read(answer.body());
		return new PlatformError(LenientJson.text(body, "error"), LenientJson.text(body, "code"),
				LenientJson.text(body.path("details"), "stderr"));
	}

	// Text and code for a message, or {@code null} if there is neither.
	@Nullable String detail() {
		if (this.code == null) {
			return this.text;
		}
		return (this.text != null) ? "%s: %s".formatted(this.code, this.text) : this.code;
	}

	// What the code means, or {@code null} if it is none of the known.
	@Nullable FaasException toException(HttpFunctionAnswer answer, FaasCall call) {
		if (this.code == null) {
			return null;
		}
		String message = HttpFailures.describe(answer, detail());
		return switch (this.code) {
			case "TIMEOUT" -> new FaasTimeoutException(
					message + ": the platform ended the call at the function's timeout", call, null);
			case "FUNCTION_CRASHED", "INVALID_ANSWER", "MEMORY_LIMIT_EXCEEDED" -> inFunction(call);
			case "START_FAILED" -> new FaasUnavailableException(message, call, inFunction(call));
			case "OVERLOADED" -> new FaasThrottledException(message, call, HttpFailures.retryAfter(answer), null);
			default -> null;
		};
	}

	private FaasFunctionException inFunction(FaasCall call) {
		return new FaasFunctionException(this.code, (this.text != null) ? HttpFailures.shorten(this.text) : null,
				this.stderr, call);
	}

}
