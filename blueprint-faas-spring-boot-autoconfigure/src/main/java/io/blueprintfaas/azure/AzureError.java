package io.blueprintfaas.azure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.LenientJson;

/**
 * What Azure said when it refused something. Its services write it in different forms.
 *
 * @param status status of the answer, or 0 if nobody answered
 * @param code Azure's name for it, or empty
 * @param message what it says for people
 * @param retryAfter how long it asks to wait, or {@code null} if it does not say
 */
record AzureError(int status, String code, String message, @Nullable Duration retryAfter) {

	private static final Set<String> BUSY = Set.of("AnotherOperationInProgress", "OperationInProgress",
			"StorageAccountOperationInProgress", "ResourceGroupBeingDeleted", "RetryableError");

	static AzureError of(Throwable failure) {
		HttpResponseException answered = AzureFailures.find(failure, HttpResponseException.class);
		if (answered == null || answered.getResponse() == null) {
			AzureScmException scm = AzureFailures.find(failure, AzureScmException.class);
			return (scm != null) ? scm.error() : new AzureError(0, "", AzureFailures.text(failure), null);
		}
		HttpResponse response = answered.getResponse();
		return of(response.getStatusCode(), body(String.valueOf(answered.getMessage())), retryAfter(response));
	}

	static AzureError of(int status, String body, @Nullable Duration retryAfter) {
		JsonNode json = LenientJson.read(body.getBytes(StandardCharsets.UTF_8));
		JsonNode error = json.path("error").isObject() ? json.path("error") : json;
		String code = text(error, "code", "Code");
		String message = text(error, "message", "Message");
		return new AzureError(status, code, HttpFailures.shorten(message.isEmpty() ? body : message), retryAfter);
	}

	static @Nullable Duration retryAfter(HttpResponse response) {
		String value = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
		return (value != null && value.strip().matches("\\d{1,6}")) ? Duration.ofSeconds(Long.parseLong(value.strip()))
				: null;
	}

	// Another change keeps this one from being done, for a while.
	boolean isBusy() {
		String text = this.message.toLowerCase(Locale.ROOT);
		return this.status == 409
				&& (BUSY.contains(this.code) || text.contains("in progress") || text.contains("another operation"));
	}

	boolean isThrottled() {
		return this.status == 429;
	}

	// Nobody answered, or not yet; the host of an app that starts again, for example.
	boolean isPassing() {
		return this.status == 408 || isThrottled() || this.status >= 500
				|| (this.status == 400 && this.message.contains("host runtime"));
	}

	boolean isNotFound() {
		return this.status == 404;
	}

	static boolean isPassing(Throwable failure) {
		return AzureFailures.find(failure, IOException.class) != null
				|| AzureFailures.find(failure, TimeoutException.class) != null || of(failure).isPassing();
	}

	// For example 'Azure answered 409 Conflict: Website with given name x already
	// exists.'
	String describe() {
		return (this.status == 0) ? this.message : "Azure answered %d%s: %s".formatted(this.status,
				this.code.isEmpty() ? "" : " " + this.code, this.message.isEmpty() ? "nothing more" : this.message);
	}

	// The client puts the body behind what it says itself.
	private static String body(String message) {
		int start = message.indexOf('{');
		int end = message.lastIndexOf('}');
		return (start >= 0 && end > start) ? message.substring(start, end + 1) : message;
	}

	private static String text(JsonNode json, String name, String other) {
		String text = LenientJson.text(json, name);
		String same = (text != null) ? text : LenientJson.text(json, other);
		return (same != null) ? same : "";
	}

}
