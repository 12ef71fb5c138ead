package io.blueprintfaas.aws;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the small JSON objects that AWS Lambda itself writes, which may leave anything
 * out.
 */
final class LambdaJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private LambdaJson() {
	}

	// The object, or a missing node if there is none.
	static JsonNode read(byte[] bytes) {
		try {
			JsonNode node = (bytes.length > 0) ? MAPPER.readTree(bytes) : MissingNode.getInstance();
			return node.isObject() ? node : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			// Whoever reads says what is missing
			return MissingNode.getInstance();
		}
	}

	static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isString() ? value.stringValue() : null;
	}

}
