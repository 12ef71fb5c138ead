package io.blueprintfaas.http;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;

/**
 * What a failed exchange or the status of an answer means for a call, as far as HTTP
 * tells. An executor that knows more from the body asks its own rules first.
 */
public final class HttpFailures {

	private static final int DETAIL_LENGTH = 500;

	private HttpFailures() {
	}

	/**
	 * Translates an exchange without a whole answer.
	 * @param failure what the client ended with
	 * @param call the call it belongs to
	 * @return the exception to end the call with
	 */
	public static FaasException of(HttpExchangeException failure, FaasCall call) {
		String message = String.valueOf(failure.getMessage());
		return switch (failure.getReason()) {
			case NOT_SENT -> new FaasUnavailableException(message, call, failure);
			case LATE, BROKEN -> new FaasTimeoutException(message, call, failure);
			case TOO_LARGE -> new FaasPayloadException(message, call, failure);
			case NO_CREDENTIAL -> new FaasAccessDeniedException(message, call, failure);
		};
	}

	/**
	 * Translates the status of an answer that is no success.
	 * @param answer the answer
	 * @param detail what the body says for people, or {@code null}
	 * @param call the call it belongs to
	 * @return the exception to end the call with
	 */
	public static FaasException of(HttpFunctionAnswer answer, @Nullable String detail, FaasCall call) {
		String message = describe(answer, detail);
		return switch (answer.status()) {
			case 401, 403 ->
				new FaasAccessDeniedException(message + "; check the credential and its rights", call, null);
			case 404, 405, 410, 501 ->
				new FaasNotDeployedException(message + "; deploy the function, or correct its address", call, null);
			case 400, 406, 411, 413, 414, 415, 422, 431 ->
				new FaasPayloadException(payload(answer, message), call, null);
			case 429 -> new FaasThrottledException(message, call, retryAfter(answer), null);
			case 503 -> busyOrDown(answer, message, call);
			case 408, 421, 425, 502 -> new FaasUnavailableException(message, call, null);
			// A gateway that gave up waiting had handed the call on
			case 504 -> new FaasTimeoutException(message + ": whether the function ran is unknown", call, null);
			default -> other(answer, message, call);
		};
	}

	/**
	 * Says what was answered.
	 * @param answer the answer
	 * @param detail what the body says for people, or {@code null}
	 * @return for example {@code POST http://host/path answered 500 (no space left)}
	 */
	public static String describe(HttpFunctionAnswer answer, @Nullable String detail) {
		String text = (detail != null && !detail.isBlank()) ? shorten(detail) : answer.describeBody();
		return "%s answered %d (%s)".formatted(answer.request(), answer.status(), text);
	}

	/**
	 * How long an answer asks to wait.
	 * @param answer the answer
	 * @return the wait, or {@code null} if it does not say
	 */
	public static @Nullable Duration retryAfter(HttpFunctionAnswer answer) {
		return RetryAfter.of(answer.headers(), Clock.systemUTC());
	}

	/**
	 * What a remote side says, fit for a message: on one line and not too long.
	 * @param text what it says
	 * @return at most 500 characters without line breaks
	 */
	public static String shorten(String text) {
		String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= DETAIL_LENGTH) ? line : line.substring(0, DETAIL_LENGTH) + "...";
	}

	private static FaasException busyOrDown(HttpFunctionAnswer answer, String message, FaasCall call) {
		Duration retryAfter = retryAfter(answer);
		return (retryAfter != null) ? new FaasThrottledException(message, call, retryAfter, null)
				: new FaasUnavailableException(message, call, null);
	}

	private static FaasException other(HttpFunctionAnswer answer, String message, FaasCall call) {
		return switch (answer.status() / 100) {
			case 3 -> new FaasNotDeployedException("%s; redirects are not followed, set the address it leads to%s"
				.formatted(message, location(answer)), call, null);
			case 5 -> new FaasFunctionException(null, message, null, call);
			default -> new FaasPayloadException(message, call, null);
		};
	}

	private static String payload(HttpFunctionAnswer answer, String message) {
		return (answer.status() == 413) ? "%s; the request was %s".formatted(message, "larger than the target allows")
				: message;
	}

	private static String location(HttpFunctionAnswer answer) {
		return (answer.headers().getFirst(HttpHeaders.LOCATION) != null)
				? ": " + HttpAddress.withoutSecrets(answer.headers().getLocation()) : "";
	}

}
