package io.blueprintfaas.platform.function;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the value of {@code deadline_ms} stands in a request. It is looked for from the
 * end, for what may be large usually comes before it.
 *
 * @param from its first byte
 * @param to the byte after it
 */
record DeadlineField(int from, int to) {

	private static final String NAME = "deadline_ms";

	private static final byte[] QUOTED = ('"' + NAME + '"').getBytes(StandardCharsets.US_ASCII);

	private static final JsonMapper json = new JsonMapper();

	/**
	 * Finds the last one, which counts.
	 * @param request a request, which is known to be one
	 * @return the place, or {@code null} if there is none
	 */
	static @Nullable DeadlineField find(byte[] request) {
		int name = lastName(request);
		int colon = (name >= 0) ? skipSpace(request, name + QUOTED.length) : -1;
		if (colon < 0 || request[colon] != ':' || !isInOuterObject(request, colon + 1)) {
			return parse(request);
		}
		int from = skipSpace(request, colon + 1);
		int to = from;
		while ("+-.0123456789Ee".indexOf(request[to]) >= 0) {
			to++;
		}
		return new DeadlineField(from, to);
	}

	// in a string a quote has a backslash before it, so these bytes are a string of
	// their own
	private static int lastName(byte[] request) {
		for (int i = request.length - QUOTED.length; i >= 0; i--) {
			if (request[i] == '"' && Arrays.equals(request, i, i + QUOTED.length, QUOTED, 0, QUOTED.length)) {
				return i;
			}
		}
		return -1;
	}

	private static int skipSpace(byte[] request, int from) {
		int i = from;
		while (request[i] == ' ' || request[i] == '\n' || request[i] == '\r' || request[i] == '\t') {
			i++;
		}
		return i;
	}

	// whether all that is closed from there on is the outer object
	private static boolean isInOuterObject(byte[] request, int from) {
		int depth = 1;
		boolean inString = false;
		for (int i = from; i < request.length; i++) {
			byte next = request[i];
			if (inString) {
				i += (next == '\\') ? 1 : 0;
				inString = next != '"';
			}
			else {
				inString = next == '"';
				depth += (next == '{' || next == '[') ? 1 : 0;
				depth -= (next == '}' || next == ']') ? 1 : 0;
			}
		}
		return depth == 0;
	}

	// for what is written in an unusual way
	private static @Nullable DeadlineField parse(byte[] request) {
		DeadlineField last = null;
		try (JsonParser parser = json.createParser(request)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = NAME.equals(parser.currentName());
				parser.nextToken();
				if (found) {
					int from = (int) parser.currentTokenLocation().getByteOffset();
					last = new DeadlineField(from, from + parser.getStringLength());
				}
				parser.skipChildren();
			}
		}
		return last;
	}

}
