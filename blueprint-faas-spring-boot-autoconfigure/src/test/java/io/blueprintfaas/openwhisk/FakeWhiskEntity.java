package io.blueprintfaas.openwhisk;

import java.util.Base64;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of an entity that is put over an older one, or over none.
 */
final class FakeWhiskEntity {

	private FakeWhiskEntity() {
	}

	static ObjectNode withoutCode(ObjectNode action) {
		ObjectNode copy = action.deepCopy();
		((ObjectNode) copy.path("exec")).remove("code");
		return copy;
	}

	static ObjectNode base(String name, String namespace, @Nullable ObjectNode old, JsonNode body) {
		int patch = (old != null) ? Integer.parseInt(old.path("version").asString().split("\\.")[2]) + 1 : 1;
		return FakeWhiskEntities.MAPPER.createObjectNode()
			.put("namespace", namespace)
			.put("name", name)
			.put("version", body.path("version").asString("0.0." + patch))
			.put("publish", body.path("publish").asBoolean(old != null && old.path("publish").asBoolean()))
			.put("updated", System.currentTimeMillis());
	}

	static ObjectNode exec(JsonNode put, FakeWhiskLimits limits) {
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

	static ObjectNode limits(@Nullable ObjectNode old, JsonNode body) {
		return merge(merge(limits(), (old != null) ? old.path("limits") : null), body.path("limits"));
	}

	private static ObjectNode limits() {
		return FakeWhiskEntities.MAPPER.createObjectNode()
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
	static JsonNode kept(String field, @Nullable ObjectNode old, JsonNode body) {
		if (body.has(field)) {
			return body.get(field);
		}
		return (old != null) ? old.get(field) : FakeWhiskEntities.MAPPER.createArrayNode();
	}

	static ArrayNode annotations(@Nullable ObjectNode old, JsonNode body, String kind) {
		ArrayNode all = FakeWhiskEntities.MAPPER.createArrayNode();
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

}
