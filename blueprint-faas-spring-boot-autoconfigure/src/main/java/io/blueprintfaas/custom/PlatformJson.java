package io.blueprintfaas.custom;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the small JSON answers of a platform, which may leave anything out.
 */
final class PlatformJson {

	static final JsonMapper MAPPER = JsonMapper.builder().build();

	private PlatformJson() {
	}

	// The object in a body, or a missing node if it holds none.
	static JsonNode read(byte[] body) {
		try {
			JsonNode node = (body.length > 0) ? MAPPER.readTree(body) : MissingNode.getInstance();
			return node.isObject() ? node : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			// A proxy's HTML, for example: the caller describes the body by type and
			// length
			return MissingNode.getInstance();
		}
	}

	static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isString() ? value.stringValue() : null;
	}

	static @Nullable Long number(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isNumber() ? value.asLong() : null;
	}

}
