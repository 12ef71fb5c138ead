package io.blueprintfaas.openwhisk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import io.blueprintfaas.http.LenientJson;

/**
 * Annotations of a function: those that are configured, those that deploying remembers
 * things by, and those of others, which stay.
 */
final class OpenWhiskAnnotations {

	static final String PREFIX = "blueprint-faas-";

	/** Name of the job that made the function. */
	static final String JOB = PREFIX + "job";

	/** Content hash of its package. */
	static final String PACKAGE = PREFIX + "package";

	/** Content hash of its settings. */
	static final String SETTINGS = PREFIX + "settings";

	/** That deploying made the package of functions. */
	static final String MADE = PREFIX + "made";

	/** Names of annotations that deploying has set, so that it removes no others. */
	private static final String NAMES = PREFIX + "annotations";

	private static final String API_KEY = "provide-api-key";

	/** What functions are told by annotations that the platform reads or writes. */
	static final Set<String> RESERVED = Set.of("exec", "binding", "path", "kind", "limits", "final", "web-export",
			"raw-http", "require-whisk-auth", API_KEY);

	private OpenWhiskAnnotations() {
	}

	// Annotations by their names.
	static Map<String, JsonNode> read(JsonNode annotations) {
		Map<String, JsonNode> byName = new LinkedHashMap<>();
		for (JsonNode annotation : annotations) {
			String name = LenientJson.text(annotation, "key");
			if (name != null) {
				byName.put(name, annotation.path("value"));
			}
		}
		return byName;
	}

	// Annotations that deploying has set and that are not wanted any more. Whether a
	// platform keeps annotations that an update leaves out depends on its version.
	static ArrayNode unwanted(Map<String, JsonNode> found, ArrayNode wanted) {
		Set<String> names = outdated(found);
		names.addAll(Set.of(PACKAGE, SETTINGS));
		names.retainAll(found.keySet());
		names.removeAll(read(wanted).keySet());
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		names.forEach(array::add);
		return array;
	}

	// Annotations that a function should have; those found are of what is there.
	static ArrayNode wanted(Map<String, JsonNode> found, Map<String, String> configured, Map<String, String> own) {
		Map<String, JsonNode> wanted = new TreeMap<>(found);
		wanted.keySet().removeAll(outdated(found));
		// The first is the platform's own, which says the kind
		wanted.keySet().removeAll(Set.of("exec", PACKAGE, SETTINGS));
		configured.forEach((name, value) -> wanted.put(name, StringNode.valueOf(value)));
		own.forEach((name, value) -> wanted.put(name, StringNode.valueOf(value)));
		ArrayNode names = JsonNodeFactory.instance.arrayNode();
		new TreeSet<>(configured.keySet()).forEach(names::add);
		wanted.put(NAMES, names);
		// A function has no use for the key of its namespace
		wanted.put(API_KEY, BooleanNode.FALSE);
		return write(wanted);
	}

	static ArrayNode write(Map<String, JsonNode> annotations) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		annotations.forEach((name, value) -> array.addObject().put("key", name).set("value", value));
		return array;
	}

	private static Set<String> outdated(Map<String, JsonNode> found) {
		Set<String> names = new TreeSet<>();
		for (JsonNode name : found.getOrDefault(NAMES, JsonNodeFactory.instance.arrayNode())) {
			if (name.isString()) {
				names.add(name.stringValue());
			}
		}
		return names;
	}

}
