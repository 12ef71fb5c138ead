package io.blueprintfaas.digitalocean;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.HttpRequestBody;
import io.blueprintfaas.http.LenientJson;

/**
 * DigitalOcean's own API, as far as namespaces of functions and their keys go. Its errors
 * are {@link DigitalOceanApiException}.
 */
final class DigitalOceanApi {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MOST_PAGES = 50;

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpFunctionClient client;

	private final String namespaces;

	private final boolean hasToken;

	private final Clock clock;

	// The client proves with the token who is asking.
	DigitalOceanApi(HttpFunctionClient client, URI baseUrl, boolean hasToken, Clock clock) {
		this.client = client;
		this.namespaces = HttpAddress.withoutSecrets(baseUrl).replaceAll("/+$", "") + "/v2/functions/namespaces";
		this.hasToken = hasToken;
		this.clock = clock;
	}

	// Those of App Platform are left out.
	Mono<List<DigitalOceanNamespace>> namespaces() {
		return page("", new ArrayList<>(), 1);
	}

	Mono<DigitalOceanNamespace> create(String region, String label) {
		Map<String, Object> fields = Map.of("region", region, "label", label);
		// The form of the documentation first, and then that of DigitalOcean's own client
		return create(fields).onErrorResume(DigitalOceanApi::isBadRequest,
				(failure) -> create(Map.of("namespace", fields)));
	}

	Mono<DigitalOceanKey> createKey(String namespace, Duration expiry) {
		Map<String, Object> fields = Map.of("name", "blueprint-faas-" + UUID.randomUUID().toString().substring(0, 8),
				"expires_in", expiry.toHours() + "h");
		return send(DigitalOceanStep.CREATING_KEY, HttpMethod.POST, "/" + namespace + "/keys", fields)
			.map((answer) -> required(DigitalOceanStep.CREATING_KEY, answer, "an access key", DigitalOceanKey
				.of(LenientJson.read(answer.body()).path("access_key"), namespace, expiry, this.clock.instant())));
	}

	Mono<Void> deleteKey(DigitalOceanKey key) {
		return send(DigitalOceanStep.REVOKING_KEY, HttpMethod.DELETE,
				"/%s/keys/%s".formatted(key.namespace(), key.id()), null)
			.onErrorComplete((failure) -> failure instanceof DigitalOceanApiException ex && ex.isMissing())
			.then();
	}

	private Mono<DigitalOceanNamespace> create(Map<String, Object> body) {
		return send(DigitalOceanStep.CREATING, HttpMethod.POST, "", body)
			.map((answer) -> required(DigitalOceanStep.CREATING, answer, "a namespace",
					DigitalOceanNamespace.of(LenientJson.read(answer.body()).path("namespace"))));
	}

	// The documentation knows no pages of namespaces; other lists of this API have them.
	private Mono<List<DigitalOceanNamespace>> page(String query, List<DigitalOceanNamespace> found, int number) {
		return send(DigitalOceanStep.FINDING, HttpMethod.GET, query, null).flatMap((answer) -> {
			JsonNode body = LenientJson.read(answer.body());
			required(DigitalOceanStep.FINDING, answer, "a list of namespaces",
					body.path("namespaces").isArray() ? body : null);
			body.path("namespaces").forEach((each) -> add(found, DigitalOceanNamespace.of(each)));
			String next = next(body);
			return (next == null || number == MOST_PAGES) ? Mono.just(found) : page(next, found, number + 1);
		});
	}

	private static void add(List<DigitalOceanNamespace> found, @Nullable DigitalOceanNamespace namespace) {
		if (namespace != null && namespace.isOfFunctions()) {
			found.add(namespace);
		}
	}

	// Only the query: the token goes nowhere else.
	private static @Nullable String next(JsonNode body) {
		String link = LenientJson.text(body.path("links").path("pages"), "next");
		int query = (link != null) ? link.indexOf('?') : -1;
		return (link != null && query >= 0) ? link.substring(query) : null;
	}

	private Mono<HttpFunctionAnswer> send(DigitalOceanStep step, HttpMethod method, String path,
			@Nullable Map<String, Object> body) {
		if (!this.hasToken) {
			return Mono.error(() -> DigitalOceanFailures.noToken(step));
		}
		return Mono.defer(() -> this.client.exchange(request(method, path, body)))
			.onErrorMap(HttpExchangeException.class, (failure) -> DigitalOceanFailures.of(step, failure))
			.flatMap((answer) -> answer.isSuccessful() ? Mono.just(answer)
					: Mono.error(DigitalOceanFailures.of(step, answer)));
	}

	private HttpFunctionRequest request(HttpMethod method, String path, @Nullable Map<String, Object> body) {
		URI uri = URI.create(this.namespaces + path);
		HttpHeaders headers = new HttpHeaders();
		headers.setAccept(List.of(MediaType.APPLICATION_JSON));
		if (body == null) {
			return new HttpFunctionRequest(method, uri, headers, HttpRequestBody.none(), TIMEOUT);
		}
		headers.setContentType(MediaType.APPLICATION_JSON);
		byte[] bytes = MAPPER.writeValueAsBytes(body);
		return new HttpFunctionRequest(method, uri, headers, new HttpRequestBody.Bytes(() -> bytes), TIMEOUT);
	}

	private static boolean isBadRequest(Throwable failure) {
		return failure instanceof DigitalOceanApiException ex && ex.isBadRequest();
	}

	private static <T> T required(DigitalOceanStep step, HttpFunctionAnswer answer, String what, @Nullable T value) {
		if (value == null) {
			throw DigitalOceanFailures.unreadable(step, answer, what);
		}
		return value;
	}

}
