package io.blueprintfaas.openwhisk;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;

/**
 * What answers of the API mean for a call that are no record of a run.
 */
final class OpenWhiskFailures {

	private static final String UNKNOWN = ": whether the function ran is unknown";

	private final OpenWhiskAction action;

	private final OpenWhiskLimits limits;

	OpenWhiskFailures(OpenWhiskAction action, OpenWhiskLimits limits) {
		this.action = action;
		this.limits = limits;
	}

	FaasException of(HttpFunctionAnswer answer, FaasCall call) {
		String detail = LenientJson.text(LenientJson.read(answer.body()), "error");
		String message = HttpFailures.describe(answer, detail);
		String id = OpenWhiskActivation.id(answer);
		String run = (id != null) ? "; it is activation %s".formatted(id) : "";
		return switch (answer.status()) {
			case 400 -> new FaasPayloadException(message
					+ "; a field of the request must not have the name of a parameter that function %s has as final"
						.formatted(this.action),
					call, null);
			case 401 -> new FaasAccessDeniedException(message + "; check the key of the namespace", call, null);
			case 403 -> new FaasAccessDeniedException(
					message + "; the key is not entitled to call function %s".formatted(this.action), call, null);
			case 404 -> new FaasNotDeployedException(
					message + "; deploy function %s, or correct its name or its namespace".formatted(this.action), call,
					null);
			case 408, 500, 504 -> new FaasTimeoutException(message + UNKNOWN + run, call, null);
			case 413 -> new FaasPayloadException("%s; the request was larger than the platform takes, which is %s"
				.formatted(message, "less than the %d bytes configured".formatted(this.limits.maxPayload().toBytes())),
					call, null);
			case 429 -> new FaasThrottledException(message + throttled(detail), call, HttpFailures.retryAfter(answer),
					null);
			case 502 -> (id != null) ? new FaasTimeoutException(message + UNKNOWN + run, call, null)
					: HttpFailures.of(answer, detail, call);
			default -> answer.isSuccessful() ? noRecord(answer, call) : HttpFailures.of(answer, detail, call);
		};
	}

	// Accepted, but it is not told as which run, so that there is nothing to wait for.
	FaasException withoutId(HttpFunctionAnswer answer, FaasCall call) {
		return new FaasTimeoutException(
				"%s was accepted, but the answer (%s) does not say as which activation%s".formatted(answer.request(),
						answer.describeBody(), UNKNOWN),
				call, null);
	}

	private static FaasException noRecord(HttpFunctionAnswer answer, FaasCall call) {
		return new FaasPayloadException(
				"%s answered %d with %s, which is no record of an activation; check that this is the API of OpenWhisk"
					.formatted(answer.request(), answer.status(), answer.describeBody()),
				call, null);
	}

	private static String throttled(@Nullable String detail) {
		String text = (detail != null) ? detail.toLowerCase(Locale.ROOT) : "";
		if (text.contains("concurrent")) {
			return "; the namespace runs as many calls at a time as it may: send fewer, or have its limit raised";
		}
		return text.contains("minute")
				? "; the namespace has had as many calls in a minute as it may: send fewer, or have its limit raised"
				: "";
	}

}
