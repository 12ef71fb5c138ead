package io.blueprintfaas.runtime.azure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the host of Azure Functions sends to a custom handler, and expects of it, if it
 * does not forward requests as they came.
 */
final class HostMessage {

	private static final JsonFactory FACTORY = new JsonFactory();

	private static final byte[] NOTHING = new byte[0];

	private HostMessage() {
	}

	/**
	 * The request in a message.
	 * @param message the message, {@code {"Data":{"request":{"Body":...}}}}
	 * @return the body of the request, empty if there is none
	 */
	static byte[] request(byte[] message) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), message)) {
			if (parser.nextToken() == JsonToken.START_OBJECT && enter(parser, "Data") && enter(parser, null)) {
				return body(parser, message);
			}
			return NOTHING;
		}
		catch (JacksonException ex) {
			// What is no message is no request either, and is refused as such
			return message;
		}
	}

	// To the object with a name, or the first one
	private static boolean enter(JsonParser parser, @Nullable String name) {
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean wanted = name == null || name.equals(parser.currentName());
			if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
				return true;
			}
			parser.skipChildren();
		}
		return false;
	}

	private static byte[] body(JsonParser parser, byte[] message) {
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean wanted = "Body".equals(parser.currentName());
			JsonToken value = parser.nextToken();
			if (wanted && value == JsonToken.VALUE_STRING) {
				return parser.getString().getBytes(StandardCharsets.UTF_8);
			}
			int start = (int) parser.currentTokenLocation().getByteOffset();
			parser.skipChildren();
			if (wanted && value == JsonToken.START_OBJECT) {
				return Arrays.copyOfRange(message, start, (int) parser.currentLocation().getByteOffset());
			}
		}
		return NOTHING;
	}

	/**
	 * An answer in a message.
	 * @param answer the answer
	 * @return the message
	 */
	static byte[] answer(AzureCalls.Answer answer) {
		ByteArrayOutputStream message = new ByteArrayOutputStream(answer.body().length + 256);
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), message)) {
			generator.writeStartObject();
			generator.writeObjectPropertyStart("Outputs");
			generator.writeEndObject();
			generator.writeArrayPropertyStart("Logs");
			generator.writeEndArray();
			generator.writeObjectPropertyStart("ReturnValue");
			generator.writeNumberProperty("statusCode", answer.status());
			generator.writeObjectPropertyStart("headers");
			generator.writeStringProperty("Content-Type", "application/json");
			generator.writeEndObject();
			generator.writeStringProperty("body", new String(answer.body(), StandardCharsets.UTF_8));
			generator.writeEndObject();
			generator.writeEndObject();
		}
		return message.toByteArray();
	}

}
