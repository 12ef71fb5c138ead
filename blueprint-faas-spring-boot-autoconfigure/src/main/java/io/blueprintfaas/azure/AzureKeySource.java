package io.blueprintfaas.azure;

import java.util.Comparator;
import java.util.Set;
import java.util.function.Function;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.resourcemanager.appservice.AppServiceManager;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * Asks Azure for the key of a function. It does so itself, because the answer that Azure
 * gives and the one that its client reads are of different forms; both are taken.
 */
final class AzureKeySource {

	private static final String API_VERSION = "2024-04-01";

	private static final String DEFAULT_KEY = "default";

	/** What every resource has, and what is no key. */
	private static final Set<String> NO_KEYS = Set.of("id", "name", "type", "kind", "location");

	private final AzureFunction function;

	private final AzureManagement management;

	AzureKeySource(AzureFunction function, AzureManagement management) {
		this.function = function;
		this.management = management;
	}

	// The key, or CallPreparationException.
	Mono<String> key() {
		return Mono.defer(() -> this.management.named(this.function.app()))
			.onErrorMap((failure) -> failure(this.function, failure))
			.flatMap((app) -> key(this.function.in(String.valueOf(app.subscription()))));
	}

	private Mono<String> key(AzureFunction named) {
		return this.management.appService()
			.flatMap((manager) -> ask(manager, named))
			.onErrorMap((failure) -> failure(named, failure))
			.map((answer) -> read(named, answer));
	}

	private Mono<Answer> ask(AppServiceManager manager, AzureFunction named) {
		String endpoint = manager.serviceClient().getEndpoint().replaceFirst("/+$", "");
		HttpRequest request = new HttpRequest(HttpMethod.POST,
				"%s%s/functions/%s/listkeys?api-version=%s".formatted(endpoint, named.app().resourceId(), named.name(),
						API_VERSION))
			.setHeader(HttpHeaderName.ACCEPT, "application/json")
			.setHeader(HttpHeaderName.CONTENT_LENGTH, "0");
		return manager.httpPipeline()
			.send(request)
			.flatMap((response) -> response.getBodyAsByteArray()
				.defaultIfEmpty(new byte[0])
				.map((body) -> new Answer(response.getStatusCode(), LenientJson.read(body))));
	}

	private static String read(AzureFunction named, Answer answer) {
		if (answer.status() / 100 != 2) {
			throw AzureFailures.ofAnswer(answer.status(), error(answer), unanswered(named),
					AzureFailures.missing(named), null);
		}
		JsonNode body = answer.body();
		String key = find(body.path("properties").isObject() ? body.path("properties") : body);
		if (key == null) {
			throw new CallPreparationException(Reason.ACCESS_DENIED,
					"Azure gives no key of function %s; deploy it, or set 'function-key' of the job".formatted(named),
					null);
		}
		return key;
	}

	private static CallPreparationException failure(AzureFunction function, Throwable failure) {
		return AzureFailures.ofQuestion(failure, unanswered(function), AzureFailures.missing(function));
	}

	private static String unanswered(AzureFunction function) {
		return "The key of function %s could not be asked for".formatted(function);
	}

	// The default one, or else the first by name.
	private static @Nullable String find(JsonNode keys) {
		return keys.propertyNames()
			.stream()
			.filter((name) -> !NO_KEYS.contains(name) && StringUtils.hasText(LenientJson.text(keys, name)))
			.min(Comparator.comparing((String name) -> !name.equals(DEFAULT_KEY)).thenComparing(Function.identity()))
			.map((name) -> LenientJson.text(keys, name))
			.orElse(null);
	}

	private static String error(Answer answer) {
		JsonNode error = answer.body().path("error");
		String code = LenientJson.text(error, "code");
		return (code != null) ? HttpFailures.shorten("%s: %s".formatted(code, LenientJson.text(error, "message")))
				: "status %d".formatted(answer.status());
	}

	private record Answer(int status, JsonNode body) {

		/**
		 * Shows nothing of the keys.
		 */
		@Override
		public String toString() {
			return "Answer[status=%d]".formatted(this.status);
		}

	}

}
