package io.blueprintfaas.digitalocean;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.openwhisk.OpenWhiskAccessException.Reason;

/**
 * What answers of DigitalOcean's own API mean.
 */
final class DigitalOceanFailures {

	private static final String TOKEN = "blueprint.faas.digitalocean.token";

	private DigitalOceanFailures() {
	}

	static DigitalOceanApiException noToken(DigitalOceanStep step) {
		return DigitalOceanApiException.of(step, Reason.ACCESS_DENIED,
				"%s takes a token, and there is none; set '%s', or 'blueprint.faas.digitalocean.api-host' and 'blueprint.faas.digitalocean.api-key'"
					.formatted(step.text(), TOKEN));
	}

	static DigitalOceanApiException of(DigitalOceanStep step, HttpExchangeException failure) {
		return new DigitalOceanApiException(step, Reason.UNAVAILABLE, 0, null,
				"%s failed: %s".formatted(step.text(), failure.getMessage()), failure);
	}

	static DigitalOceanApiException of(DigitalOceanStep step, HttpFunctionAnswer answer) {
		JsonNode body = LenientJson.read(answer.body());
		String id = LenientJson.text(body, "id");
		String said = HttpFailures.describe(answer, describe(id, LenientJson.text(body, "message")));
		String message = "%s failed: %s%s".formatted(step.text(), said, fix(step, answer));
		return (answer.status() == 429)
				? DigitalOceanApiException.throttled(step, id, message, HttpFailures.retryAfter(answer))
				: new DigitalOceanApiException(step, reason(answer.status()), answer.status(), id, message, null);
	}

	// An answer of success that does not hold what it should.
	static DigitalOceanApiException unreadable(DigitalOceanStep step, HttpFunctionAnswer answer, String missing) {
		return new DigitalOceanApiException(step, Reason.UNAVAILABLE, answer.status(), null,
				"%s failed: %s answered %d, but without %s".formatted(step.text(), answer.request(), answer.status(),
						missing),
				null);
	}

	private static Reason reason(int status) {
		return switch (status) {
			case 401, 403 -> Reason.ACCESS_DENIED;
			default -> (status >= 400 && status < 500 && status != 408) ? Reason.NOT_DEPLOYED : Reason.UNAVAILABLE;
		};
	}

	private static @Nullable String describe(@Nullable String id, @Nullable String message) {
		return (id != null && message != null) ? "%s: %s".formatted(id, message) : message;
	}

	private static String fix(DigitalOceanStep step, HttpFunctionAnswer answer) {
		return switch (answer.status()) {
			case 401 -> "; renew '%s'".formatted(TOKEN);
			case 403 -> "; give the token of '%s' the scope %s".formatted(TOKEN, step.scope());
			case 422 -> (step == DigitalOceanStep.CREATING)
					? "; an account has at most 10 namespaces: delete one, or name one that is there in 'blueprint.faas.digitalocean.namespace'"
					: "";
			case 429 -> "; " + pause(answer);
			default -> "";
		};
	}

	private static String pause(HttpFunctionAnswer answer) {
		Duration wait = HttpFailures.retryAfter(answer);
		return (wait != null) ? "it asks to wait %d s".formatted(wait.toSeconds())
				: "it takes 5000 requests in an hour and 250 in a minute";
	}

}
