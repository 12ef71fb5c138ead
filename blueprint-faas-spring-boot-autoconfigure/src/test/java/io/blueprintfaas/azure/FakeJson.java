package io.blueprintfaas.azure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * JSON as Azure reads and writes it.
 */
final class FakeJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private FakeJson() {
	}

	static ObjectNode object() {
		return MAPPER.createObjectNode();
	}

	static ObjectNode read(byte[] bytes) {
		try {
			return (MAPPER.readTree(bytes) instanceof ObjectNode object) ? object : object();
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("no JSON", ex);
		}
	}

	static StubAnswer answer(int status, JsonNode body) {
		return StubAnswer.json(status, body.toString());
	}

	static StubAnswer list(Collection<ObjectNode> values) {
		ObjectNode body = object();
		ArrayNode array = body.putArray("value");
		values.forEach(array::add);
		return answer(200, body);
	}

	// As the resource manager and most services report what they refuse.
	static StubAnswer error(int status, String code, String message) {
		ObjectNode body = object();
		body.putObject("error").put("code", code).put("message", message);
		return answer(status, body);
	}

	// As Microsoft.Web reports it.
	static StubAnswer webError(int status, String code, String message) {
		ObjectNode body = object().put("Code", code).put("Message", message);
		body.putNull("Target");
		body.putArray("Details").addObject().put("Message", message);
		return answer(status, body);
	}

	static Map<String, String> texts(JsonNode object) {
		Map<String, String> texts = new LinkedHashMap<>();
		object.properties().forEach((entry) -> texts.put(entry.getKey(), entry.getValue().asString()));
		return texts;
	}

	static ObjectNode of(Map<String, String> texts) {
		ObjectNode object = object();
		texts.forEach(object::put);
		return object;
	}

}
