package io.blueprintfaas.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the small JSON objects of platforms, which may leave anything out, or answer
 * something else altogether.
 */
public final class LenientJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private LenientJson() {
	}

	/**
	 * Reads an object.
	 * @param body any bytes
	 * @return the object, or a missing node if they hold none
	 */
	public static JsonNode read(byte[] body) {
		try {
			JsonNode node = (body.length > 0) ? MAPPER.readTree(body) : MissingNode.getInstance();
			return node.isObject() ? node : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			// A proxy's HTML, for example. Whoever reads says what is missing
			return MissingNode.getInstance();
		}
	}

	/**
	 * Text of a field.
	 * @param node the object
	 * @param name name of the field
	 * @return the text, or {@code null} if there is none
	 */
	public static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isString() ? value.stringValue() : null;
	}

	/**
	 * Number of a field.
	 * @param node the object
	 * @param name name of the field
	 * @return the number without its fraction, or {@code null} if there is none
	 */
	public static @Nullable Long number(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isNumber() ? value.asLong() : null;
	}

}
