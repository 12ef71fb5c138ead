package io.blueprintfaas.azure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.http.HttpHeaders;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;

/**
 * What it means that Azure answers in place of a function.
 */
final class AzureStatuses {

	/** How long an app that was deployed may not know all of its functions. */
	private static final Duration NEW = Duration.ofMinutes(2);

	private final AzureFunction function;

	private final AzureAppAddress address;

	AzureStatuses(AzureFunction function, AzureAppAddress address) {
		this.function = function;
		this.address = address;
	}

	FaasException failure(HttpFunctionAnswer answer, FaasCall call) {
		String message = HttpFailures.describe(answer, null);
		return switch (answer.status()) {
			case 301, 302, 303, 307, 308 -> redirected(answer, message, call);
			case 401 -> new FaasAccessDeniedException(message + unauthorized(), call, null);
			case 403 -> new FaasAccessDeniedException(message + forbidden(answer), call, null);
			case 404 -> nobody(message, call);
			case 408, 502, 504 -> new FaasTimeoutException(message
					+ ": the call took longer than 230 s, or the instance ended while it had the call, so whether the function ran is unknown",
					call, null);
			case 500 -> new FaasFunctionException(null, message
					+ "; function %s crashed, or failed outside of the job: see its log".formatted(this.function), null,
					call);
			case 503 -> isRefused(answer) ? HttpFailures.of(answer, null, call) : new FaasTimeoutException(message
					+ ": the app did not start, or ended while it had the call, so whether the function ran is unknown",
					call, null);
			default -> HttpFailures.of(answer, null, call);
		};
	}

	private FaasException nobody(String message, FaasCall call) {
		if (this.address.isNew(NEW)) {
			return new FaasUnavailableException(
					"%s; the app was deployed or warmed just now, and may not know all of its functions yet: if that goes on, deploy function %s"
						.formatted(message, this.function),
					call, null);
		}
		return new FaasNotDeployedException(
				message + "; deploy function %s, or correct its name or address".formatted(this.function), call, null);
	}

	private String unauthorized() {
		return switch (this.function.authentication()) {
			case ANONYMOUS -> "; function %s asks who is calling: set 'authentication' to 'function-key' or 'entra'"
				.formatted(this.function);
			case ENTRA ->
				"; the token for scope '%s' was refused: check the scope, and which callers and audiences the app's authentication allows"
					.formatted(this.function.scope());
			case FUNCTION_KEY -> (this.function.key() != null)
					? "; the key from '%s' was refused: set it to a key of the function or its app, or leave it out so that it is asked for"
						.formatted(this.function.key().property())
					: "; the key that Azure gives for function %s was refused: if the app itself asks for a login, set 'authentication' to 'entra'"
						.formatted(this.function);
		};
	}

	private static String forbidden(HttpFunctionAnswer answer) {
		return contains(answer, "stopped") ? "; the app is stopped: start it, for example with 'az functionapp start'"
				: "; check whether the app is stopped or over its quota, which networks its access restrictions allow, and which callers its authentication does";
	}

	// An app that asks people to log in sends others there too.
	private static FaasException redirected(HttpFunctionAnswer answer, String message, FaasCall call) {
		URI location = answer.headers().getLocation();
		String text = (location != null) ? location.toString() : "";
		return (text.contains("/.auth/") || text.contains("://login.")) ? new FaasAccessDeniedException(
				message + "; the app asks for a login: set 'authentication' to 'entra' and 'scope' to that of the app",
				call, null) : HttpFailures.of(answer, null, call);
	}

	// The host of functions says so before it looks for one. The rest may come from
	// whoever stood between when an instance ended.
	private static boolean isRefused(HttpFunctionAnswer answer) {
		return answer.headers().containsHeader(HttpHeaders.RETRY_AFTER)
				|| contains(answer, "Function host is not running");
	}

	private static boolean contains(HttpFunctionAnswer answer, String text) {
		return new String(answer.body(), StandardCharsets.UTF_8).contains(text);
	}

}
