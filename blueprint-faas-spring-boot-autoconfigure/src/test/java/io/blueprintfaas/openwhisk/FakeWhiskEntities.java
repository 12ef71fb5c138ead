package io.blueprintfaas.openwhisk;

import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Packages and actions of one namespace.
 */
final class FakeWhiskEntities {

	static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final String namespace;

	private final Map<String, ObjectNode> packages = new ConcurrentSkipListMap<>();

	private final Map<String, FakeWhiskAction> actions = new ConcurrentHashMap<>();

	private final FakeWhiskActionChecks checks = new FakeWhiskActionChecks();

	FakeWhiskEntities(String namespace) {
		this.namespace = namespace;
	}

	FakeWhiskAction action(String name) {
		return this.actions.computeIfAbsent(name, FakeWhiskAction::new);
	}

	ObjectNode stored(String name) {
		FakeWhiskAction action = this.actions.get(name);
		ObjectNode stored = (action != null) ? action.stored() : null;
		if (stored == null) {
			throw FakeWhiskException.missing();
		}
		return stored;
	}

	synchronized ObjectNode putPackage(String name, JsonNode body, boolean overwrite) {
		if ("default".equals(name)) {
			throw new FakeWhiskException(400, "Package name 'default' is reserved.");
		}
		ObjectNode old = this.packages.get(name);
		refuseIf(old != null && !overwrite, 409, "resource already exists");
		ObjectNode put = base(name, this.namespace, old, body);
		put.set("parameters", kept("parameters", old, body));
		put.set("annotations", kept("annotations", old, body));
		put.set("binding", MAPPER.createObjectNode());
		this.packages.put(name, put);
		return put;
	}

	synchronized ObjectNode getPackage(String name) {
		ObjectNode found = packageOf(name).deepCopy();
		ArrayNode members = found.putArray("actions");
		inPackage(name).forEach((action) -> members.addObject()
			.put("name", action.path("name").asString())
			.put("version", action.path("version").asString())
			.set("annotations", action.path("annotations")));
		found.putArray("feeds");
		return found;
	}

	synchronized ObjectNode deletePackage(String name, boolean force) {
		ObjectNode found = packageOf(name);
		List<ObjectNode> members = inPackage(name);
		refuseIf(!members.isEmpty() && !force, 409,
				"Package not empty (contains %d %s). Set force param or delete package contents."
					.formatted(members.size(), (members.size() == 1) ? "entity" : "entities"));
		members.forEach((member) -> action(name + "/" + member.path("name").asString()).store(null));
		this.packages.remove(name);
		return found;
	}

	synchronized ArrayNode packages() {
		ArrayNode all = MAPPER.createArrayNode();
		this.packages.values().forEach(all::add);
		return all;
	}

	synchronized ObjectNode putAction(String name, JsonNode body, boolean overwrite, FakeWhiskLimits limits) {
		this.checks.check(body, limits);
		String[] parts = name.split("/");
		if (parts.length > 1) {
			packageOf(parts[0]);
		}
		FakeWhiskAction action = action(name);
		ObjectNode old = action.stored();
		refuseIf(old != null && !overwrite, 409, "resource already exists");
		refuseIf(old == null && !body.has("exec"), 400, "exec undefined");
		ObjectNode put = base(parts[parts.length - 1],
				(parts.length > 1) ? this.namespace + "/" + parts[0] : this.namespace, old, body);
		put.set("exec", body.has("exec") ? exec(body.path("exec"), limits) : old.get("exec"));
		put.set("limits", merge(merge(limits(), (old != null) ? old.path("limits") : null), body.path("limits")));
		put.set("parameters", kept("parameters", old, body));
		put.set("annotations", annotations(old, body, put.path("exec").path("kind").asString()));
		action.store(put);
		return put;
	}

	synchronized ObjectNode deleteAction(String name) {
		ObjectNode found = stored(name);
		action(name).store(null);
		return found;
	}

	synchronized ArrayNode actions() {
		ArrayNode all = MAPPER.createArrayNode();
		this.actions.values()
			.stream()
			.map(FakeWhiskAction::stored)
			.filter((stored) -> stored != null)
			.forEach((stored) -> all.add(withoutCode(stored).without("parameters")));
		return all;
	}

	void close() {
		this.actions.values().forEach((action) -> action.pool().clear());
	}

	static ObjectNode withoutCode(ObjectNode action) {
		ObjectNode copy = action.deepCopy();
		((ObjectNode) copy.path("exec")).remove("code");
		return copy;
	}

	private ObjectNode packageOf(String name) {
		ObjectNode found = this.packages.get(name);
		if (found == null) {
			throw FakeWhiskException.missing();
		}
		return found;
	}

	private List<ObjectNode> inPackage(String name) {
		return this.actions.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(name + "/"))
			.map((entry) -> entry.getValue().stored())
			.filter((stored) -> stored != null)
			.toList();
	}

	private static ObjectNode base(String name, String namespace, @Nullable ObjectNode old, JsonNode body) {
		int patch = (old != null) ? Integer.parseInt(old.path("version").asString().split("\\.")[2]) + 1 : 1;
		return MAPPER.createObjectNode()
			.put("namespace", namespace)
			.put("name", name)
			.put("version", body.path("version").asString("0.0." + patch))
			.put("publish", body.path("publish").asBoolean(old != null && old.path("publish").asBoolean()))
			.put("updated", System.currentTimeMillis());
	}

	private static ObjectNode exec(JsonNode put, FakeWhiskLimits limits) {
		ObjectNode exec = ((ObjectNode) put).deepCopy();
		exec.put("kind", limits.resolve(put.path("kind").asString()));
		return exec.put("binary", isBase64(put.path("code").asString("")));
	}

	private static boolean isBase64(String code) {
		try {
			return !code.isEmpty() && Base64.getDecoder().decode(code).length > 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static ObjectNode limits() {
		return MAPPER.createObjectNode()
			.put("timeout", 60_000)
			.put("memory", 256)
			.put("logs", 10)
			.put("concurrency", 1);
	}

	private static ObjectNode merge(ObjectNode base, @Nullable JsonNode over) {
		if (over instanceof ObjectNode fields) {
			base.setAll(fields);
		}
		return base;
	}

	// What is left out keeps its old value.
	private static JsonNode kept(String field, @Nullable ObjectNode old, JsonNode body) {
		if (body.has(field)) {
			return body.get(field);
		}
		return (old != null) ? old.get(field) : MAPPER.createArrayNode();
	}

	private static ArrayNode annotations(@Nullable ObjectNode old, JsonNode body, String kind) {
		ArrayNode all = MAPPER.createArrayNode();
		if (old != null) {
			old.path("annotations").forEach(all::add);
		}
		else {
			all.addObject().put("key", "provide-api-key").put("value", false);
		}
		body.path("delAnnotations").forEach((key) -> remove(all, key.asString()));
		body.path("annotations").forEach((pair) -> {
			remove(all, pair.path("key").asString());
			all.add(pair);
		});
		remove(all, "exec");
		all.addObject().put("key", "exec").put("value", kind);
		return all;
	}

	private static void remove(ArrayNode pairs, String key) {
		for (Iterator<JsonNode> each = pairs.iterator(); each.hasNext();) {
			if (each.next().path("key").asString().equals(key)) {
				each.remove();
			}
		}
	}

	private static void refuseIf(boolean wrong, int status, String why) {
		if (wrong) {
			throw new FakeWhiskException(status, why);
		}
	}

}
