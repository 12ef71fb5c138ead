package io.blueprintfaas.digitalocean;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.http.StubRequest;

/**
 * What DigitalOcean's published interface asks of requests for namespaces and their keys.
 */
final class FakeDigitalOceanRules {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final String ROOT = "/v2/functions/namespaces";

	private static final Pattern EXPIRY = Pattern.compile("[1-9][0-9]*[hd]");

	private static final Map<String, Set<String>> FIELDS = Map.of("list", Set.of(), "create", Set.of("region", "label"),
			"create key", Set.of("name", "expires_in"), "delete key", Set.of());

	private FakeDigitalOceanRules() {
	}

	// What is asked for, or what is wrong with it.
	static String operation(StubRequest request) {
		URI uri = URI.create(request.path());
		String path = uri.getPath();
		String rest = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "?";
		return switch (request.method() + " "
				+ rest.replaceAll("/fn-[^/]+", "/{ns}").replaceAll("/keys/[^/]+", "/keys/{id}")) {
			case "GET " -> "list";
			case "POST " -> "create";
			case "POST /{ns}/keys" -> "create key";
			case "DELETE /{ns}/keys/{id}" -> "delete key";
			default -> "unknown";
		};
	}

	// The reason to refuse the request, or an empty text.
	static String refusal(StubRequest request, String operation, boolean wrapped, boolean paged) {
		if (!FIELDS.containsKey(operation)) {
			return "there is no %s %s".formatted(request.method(), request.path());
		}
		if (URI.create(request.path()).getQuery() != null && !(paged && "list".equals(operation))) {
			return "%s has no query".formatted(operation);
		}
		Set<String> known = FIELDS.get(operation);
		if (known.isEmpty()) {
			return (request.body().length == 0) ? "" : operation + " has no body";
		}
		if (!String.valueOf(request.header("Content-Type")).startsWith("application/json")) {
			return "the body must be application/json";
		}
		JsonNode body = MAPPER.readTree(request.body());
		return fields(("create".equals(operation) && wrapped) ? body.path("namespace") : body, known);
	}

	static JsonNode body(StubRequest request, boolean wrapped) {
		JsonNode body = MAPPER.readTree(request.body());
		return wrapped ? body.path("namespace") : body;
	}

	private static String fields(JsonNode body, Set<String> known) {
		for (String name : known) {
			boolean required = !"expires_in".equals(name);
			if (required && !body.path(name).isString()) {
				return "missing %s field".formatted(name);
			}
		}
		for (String name : body.propertyNames()) {
			if (!known.contains(name) || !body.path(name).isString()) {
				return "field %s is unknown or no text".formatted(name);
			}
		}
		String expiry = body.path("expires_in").asString("1h");
		return EXPIRY.matcher(expiry).matches() ? "" : "expires_in is " + expiry;
	}

}
