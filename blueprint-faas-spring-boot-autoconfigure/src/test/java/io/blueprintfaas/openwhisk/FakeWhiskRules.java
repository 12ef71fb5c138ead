package io.blueprintfaas.openwhisk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * What the published interface of OpenWhisk asks of requests. A request it does not
 * describe is refused with the reason, though the real one may let it pass.
 */
final class FakeWhiskRules {

	private static final Pattern NAME = Pattern.compile("[\\w]|[\\w][\\w@ .-]{0,254}[\\w@.-]");

	private static final Pattern SWITCH = Pattern.compile("true|false");

	private static final Pattern NUMBER = Pattern.compile("[0-9]+");

	private static final Pattern TEXT = Pattern.compile(".+");

	private static final Map<String, Map<String, Pattern>> QUERIES = Map.ofEntries(Map.entry("GET api", Map.of()),
			Map.entry("GET namespaces", Map.of()), Map.entry("GET limits", Map.of()),
			Map.entry("GET actions", Map.of("limit", NUMBER, "skip", NUMBER)),
			Map.entry("GET action", Map.of("code", SWITCH)), Map.entry("PUT action", Map.of("overwrite", SWITCH)),
			Map.entry("DELETE action", Map.of()),
			Map.entry("POST action", Map.of("blocking", SWITCH, "result", SWITCH, "timeout", NUMBER)),
			Map.entry("GET packages", Map.of("public", SWITCH, "limit", NUMBER, "skip", NUMBER)),
			Map.entry("GET package", Map.of()), Map.entry("PUT package", Map.of("overwrite", SWITCH)),
			Map.entry("DELETE package", Map.of("force", SWITCH)),
			Map.entry("GET activations",
					Map.of("name", TEXT, "limit", NUMBER, "skip", NUMBER, "since", NUMBER, "upto", NUMBER, "docs",
							SWITCH)),
			Map.entry("GET activation", Map.of()), Map.entry("GET activation logs", Map.of()),
			Map.entry("GET activation result", Map.of()));

	private static final Map<String, String> EXEC = Map.of("kind", "string", "code", "string", "image", "string",
			"main", "string", "binary", "boolean", "components", "array");

	private static final Map<String, String> LIMITS = Map.of("timeout", "integer", "memory", "integer", "logs",
			"integer", "concurrency", "integer", "instances", "integer");

	private static final Map<String, String> PACKAGE = Map.of("namespace", "string", "name", "string", "version",
			"string", "publish", "boolean", "annotations", "array", "parameters", "array", "binding", "object");

	private static final Map<String, String> ACTION = Map.of("namespace", "string", "name", "string", "version",
			"string", "publish", "boolean", "exec", "object", "annotations", "array", "delAnnotations", "array",
			"parameters", "array", "limits", "object");

	private FakeWhiskRules() {
	}

	static void check(FakeWhiskRequest request) {
		Map<String, Pattern> query = QUERIES.get(request.operation());
		refuseIf(query == null, "there is no %s at %s".formatted(request.method(), request.path()));
		request.query()
			.forEach((name, value) -> refuseIf(!query.containsKey(name) || !query.get(name).matcher(value).matches(),
					"%s has no query parameter %s=%s".formatted(request.operation(), name, value)));
		names(request);
		body(request);
	}

	private static void names(FakeWhiskRequest request) {
		List<String> path = request.path();
		refuseIf(path.size() > ("action".equals(request.resource()) ? 7 : 6) && !"activations".equals(path.get(4)),
				"the path is too long: " + path);
		path.stream()
			.skip(3)
			.forEach((segment) -> refuseIf(!NAME.matcher(segment).matches(),
					"The name of the entity contains illegal characters: " + segment));
	}

	private static void body(FakeWhiskRequest request) {
		boolean expected = Set.of("PUT action", "PUT package", "POST action").contains(request.operation());
		refuseIf(!expected && request.body().length != 0, request.operation() + " has no body");
		if (!expected) {
			return;
		}
		String type = String.valueOf(request.header("Content-Type"));
		boolean empty = request.body().length == 0 && "POST action".equals(request.operation());
		if (!empty && !type.startsWith("application/json")) {
			throw new FakeWhiskException(415, "Content type '%s' is not supported.".formatted(type));
		}
		refuseIf(!request.json().isObject(), "The request content was malformed: Object expected");
		switch (request.operation()) {
			case "PUT action" -> action(request.json());
			case "PUT package" -> entity("package", request.json(), PACKAGE);
			default -> {
			}
		}
	}

	private static void action(JsonNode body) {
		entity("action", body, ACTION);
		fields("exec", body.path("exec"), EXEC);
		fields("limits", body.path("limits"), LIMITS);
		refuseIf(body.has("exec") && !body.path("exec").has("kind"), "'kind' must be a string defined in 'exec'");
		body.path("delAnnotations").forEach((each) -> type("delAnnotations", each, "string"));
	}

	private static void entity(String what, JsonNode body, Map<String, String> known) {
		fields(what, body, known);
		body.path("annotations").forEach((each) -> pair("annotations", each, Map.of("key", "string", "value", "any")));
		body.path("parameters")
			.forEach((each) -> pair("parameters", each, Map.of("key", "string", "value", "any", "init", "boolean")));
	}

	private static void pair(String what, JsonNode pair, Map<String, String> known) {
		type(what, pair, "object");
		fields(what, pair, known);
		refuseIf(!pair.has("key") || !pair.has("value"), "each of '%s' needs key and value".formatted(what));
	}

	private static void fields(String what, JsonNode object, Map<String, String> known) {
		object.propertyNames().forEach((name) -> {
			refuseIf(!known.containsKey(name), "%s has no field '%s'".formatted(what, name));
			type("%s.%s".formatted(what, name), object.get(name), known.get(name));
		});
	}

	private static void type(String what, JsonNode value, String type) {
		boolean fits = switch (type) {
			case "string" -> value.isString();
			case "boolean" -> value.isBoolean();
			case "integer" -> value.isInt();
			case "array" -> value.isArray();
			case "object" -> value.isObject();
			default -> true;
		};
		refuseIf(!fits, "'%s' must be %s, but is %s".formatted(what, type, value.getNodeType()));
	}

	private static void refuseIf(boolean wrong, String why) {
		if (wrong) {
			throw new FakeWhiskException(400, why);
		}
	}

}
