package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * When the caller of a request stops waiting, and where in the request that stands: a
 * function is told how much of it is left when its turn has come.
 *
 * @param arrived when the request arrived, by {@link System#nanoTime()}
 * @param millis milliseconds from then on; may be 0 or less if it had passed already
 * @param from first byte of the value in the request
 * @param to the byte after the value
 */
public record RequestDeadline(long arrived, long millis, int from, int to) {

	private static final String FIELD = "deadline_ms";

	private static final JsonMapper json = new JsonMapper();

	/**
	 * Looks for the deadline in a request.
	 * @param request the request, which is known to be one
	 * @param millis the deadline that it has, or {@code null}
	 * @param arrived when it arrived, by {@link System#nanoTime()}
	 * @return the deadline, or {@code null} if it has none
	 */
	public static @Nullable RequestDeadline of(byte[] request, @Nullable Long millis, long arrived) {
		RequestDeadline deadline = null;
		if (millis == null) {
			return null;
		}
		try (JsonParser parser = json.createParser(request)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = FIELD.equals(parser.currentName());
				parser.nextToken();
				if (found) {
					int from = (int) parser.currentTokenLocation().getByteOffset();
					deadline = new RequestDeadline(arrived, millis, from, from + parser.getStringLength());
				}
				parser.skipChildren();
			}
		}
		return deadline;
	}

	/**
	 * Time that is left.
	 * @return milliseconds; 0 or less if the deadline has passed
	 */
	public long remaining() {
		return this.millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.arrived);
	}

	// writes the request with the time that is left now
	void write(byte[] request, OutputStream out) throws IOException {
		out.write(request, 0, this.from);
		out.write(Long.toString(Math.max(0, remaining())).getBytes(StandardCharsets.US_ASCII));
		out.write(request, this.to, request.length - this.to);
	}

}
