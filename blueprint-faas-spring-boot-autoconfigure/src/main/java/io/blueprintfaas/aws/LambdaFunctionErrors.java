package io.blueprintfaas.aws;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What AWS Lambda says of a function that failed: it threw, was ended at its timeout, or
 * its process died.
 */
final class LambdaFunctionErrors {

	private static final int MAX_CAUSES = 20;

	private static final Set<String> DIED = Set.of("Runtime.ExitError", "Runtime.OutOfMemory",
			"java.lang.OutOfMemoryError");

	private final FaasJobDefinition job;

	private final LambdaFunction function;

	LambdaFunctionErrors(FaasJobDefinition job, LambdaFunction function) {
		this.job = job;
		this.function = function;
	}

	FaasException of(byte[] body, FaasCall call) {
		JsonNode error = LenientJson.read(body);
		String type = LenientJson.text(error, "errorType");
		String message = LenientJson.text(error, "errorMessage");
		if ("Sandbox.Timedout".equals(type) || (message != null && message.contains("Task timed out after"))) {
			return new FaasTimeoutException(
					"AWS Lambda ended function %s at its timeout (%s): what it had done by then is unknown; raise '%s' if the job needs longer"
						.formatted(this.function, shown(message), this.job.property("timeout")),
					call, null);
		}
		if (type != null && DIED.contains(type)) {
			return new FaasFunctionException(type,
					"%s; most likely the function ran out of memory: raise '%s', and see log group '/aws/lambda/%s'"
						.formatted(shown(message), this.job.property("memory"), this.function.simpleName()),
					stack(error), call);
		}
		return new FaasFunctionException(type, message, stack(error), call);
	}

	private static String shown(@Nullable String message) {
		return (message != null) ? HttpFailures.shorten(message) : "no message";
	}

	private static @Nullable String stack(JsonNode error) {
		StringBuilder text = new StringBuilder();
		JsonNode each = error;
		for (int i = 0; i < MAX_CAUSES && each.isObject(); i++) {
			if (i > 0) {
				text.append("Caused by: %s: %s\n".formatted(LenientJson.text(each, "errorType"),
						LenientJson.text(each, "errorMessage")));
			}
			each.path("stackTrace").forEach((element) -> text.append("\tat ").append(element.asString()).append('\n'));
			each = each.path("cause");
		}
		return text.isEmpty() ? null : text.toString();
	}

}
