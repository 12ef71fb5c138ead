package io.blueprintfaas.runtime.openwhisk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON objects by their fields, with the values as they were written.
 */
final class JsonFields {

	private static final JsonFactory json = new JsonFactory();

	private JsonFields() {
	}

	/**
	 * The fields of an object.
	 * @param object the object as JSON
	 * @return the bytes of each value by its name; of two with one name the last
	 * @throws IllegalArgumentException if it is no JSON object, or something follows it
	 */
	static Map<String, byte[]> of(byte[] object) {
		try (JsonParser parser = json.createParser(ObjectReadContext.empty(), object)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw new IllegalArgumentException("it is no JSON object");
			}
			Map<String, byte[]> fields = new HashMap<>();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				fields.put(name, value(parser, object));
			}
			if (parser.nextToken() != null) {
				throw new IllegalArgumentException("something follows its JSON object");
			}
			return fields;
		}
		catch (JacksonException ex) {
			// Its message would tell what the payload looks like
			throw new IllegalArgumentException(
					"it is no JSON from byte %d on".formatted(ex.getLocation().getByteOffset()), ex);
		}
	}

	private static byte[] value(JsonParser parser, byte[] object) {
		int from = (int) parser.currentTokenLocation().getByteOffset();
		parser.skipChildren();
		parser.finishToken();
		return Arrays.copyOfRange(object, from, (int) parser.currentLocation().getByteOffset());
	}

	/**
	 * A value as text.
	 * @param value the value as JSON
	 * @return what a string says, and of anything else its JSON
	 */
	static String text(byte[] value) {
		try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
			return (parser.nextToken() == JsonToken.VALUE_STRING) ? parser.getString()
					: new String(value, StandardCharsets.UTF_8);
		}
	}

	/**
	 * Writes an object with one field.
	 * @param name name of the field
	 * @param value its text
	 * @return the object as JSON
	 */
	static byte[] object(String name, String value) {
		return object(name, ('"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(value)) + '"')
			.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes an object with one field.
	 * @param name name of the field
	 * @param value its value as JSON
	 * @return the object as JSON
	 */
	static byte[] object(String name, byte[] value) {
		byte[] begin = "{\"%s\":".formatted(name).getBytes(StandardCharsets.UTF_8);
		byte[] object = Arrays.copyOf(begin, begin.length + value.length + 1);
		System.arraycopy(value, 0, object, begin.length, value.length);
		object[object.length - 1] = '}';
		return object;
	}

}
