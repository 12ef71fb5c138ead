package io.blueprintfaas.wire;

import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON straight from its bytes, one value after the other. White space before a
 * value is skipped. What is not JSON is a {@link WireFormatException} that says where.
 */
final class JsonScanner {

	/**
	 * Deepest nesting of arrays and objects.
	 */
	static final int MAX_DEPTH = 64;

	private final byte[] bytes;

	private final int end;

	private int position;

	private int depth;

	JsonScanner(byte[] bytes) {
		this(bytes, 0, bytes.length);
	}

	JsonScanner(byte[] bytes, int from, int to) {
		this.bytes = bytes;
		this.position = from;
		this.end = to;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int position() {
		return this.position;
	}

	int end() {
		return this.end;
	}

	void position(int position) {
		this.position = position;
	}

	/**
	 * First byte of the next token, which stays unread.
	 * @return the byte, or -1 at the end
	 */
	int peek() {
		while (this.position < this.end) {
			byte next = this.bytes[this.position];
			if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
				return next & 0xFF;
			}
			this.position++;
		}
		return -1;
	}

	/**
	 * Reads an object.
	 * @param field called with each name; has to read the value
	 */
	void object(Consumer<String> field) {
		enter('{');
		if (!skip('}')) {
			do {
				if (peek() != '"') {
					throw unexpected("a field name in double quotes");
				}
				String name = string();
				expect(':', "':' after a field name");
				peek();
				field.accept(name);
			}
			while (more('}'));
		}
		this.depth--;
	}

	/**
	 * Reads a string, of which the opening quote comes next.
	 * @return the string, without escapes
	 */
	String string() {
		int from = this.position + 1;
		this.position = JsonStrings.end(this.bytes, from, this.end) + 1;
		return JsonStrings.decode(this.bytes, from, this.position - 1);
	}

	/**
	 * Reads {@code null} if it comes next.
	 * @return whether it did
	 */
	boolean skipNull() {
		boolean isNull = peek() == 'n';
		if (isNull) {
			literal("null");
		}
		return isNull;
	}

	/**
	 * Reads a value of any kind and drops it.
	 */
	void skipValue() {
		new JsonSkipper(this).value();
	}

	/**
	 * Reads a number and leaves its meaning to the caller.
	 */
	void number() {
		peek();
		this.position = JsonNumbers.end(this, this.position);
	}

	/**
	 * Reads {@code true} or {@code false}.
	 * @return the value, or {@code null} if neither comes next
	 */
	@Nullable Boolean bool() {
		switch (peek()) {
			case 't' -> {
				literal("true");
				return true;
			}
			case 'f' -> {
				literal("false");
				return false;
			}
			default -> {
				return null;
			}
		}
	}

	void literal(String literal) {
		byte[] expected = JsonStrings.ascii(literal);
		int to = Math.min(this.end, this.position + expected.length);
		if (!Arrays.equals(this.bytes, this.position, to, expected, 0, expected.length)) {
			throw unexpected("'" + literal + "'");
		}
		this.position = to;
	}

	/**
	 * Checks that nothing but white space is left.
	 */
	void finish() {
		if (peek() != -1) {
			throw new WireFormatException("Expected nothing after the message, but there is more at byte %d of %d"
				.formatted(this.position, this.end), null);
		}
	}

	/**
	 * Enters an array.
	 */
	void beginArray() {
		enter('[');
	}

	void endArray() {
		this.depth--;
	}

	boolean skip(char token) {
		boolean found = peek() == token;
		if (found) {
			this.position++;
		}
		return found;
	}

	/**
	 * Reads what stands between two values.
	 * @param close what ends the array or object
	 * @return whether another value follows
	 */
	boolean more(char close) {
		if (skip(',')) {
			return true;
		}
		expect(close, "',' or '" + close + "'");
		return false;
	}

	WireFormatException unexpected(String expected) {
		int found = peek();
		String what = (found == -1) ? "the message ends" : "there is " + Excerpt.of(found);
		return new WireFormatException("Expected %s at byte %d, but %s".formatted(expected, this.position, what), null);
	}

	private void enter(char open) {
		expect(open, "'" + open + "'");
		if (++this.depth > MAX_DEPTH) {
			throw new WireFormatException(
					"Expected at most %d levels of arrays and objects, but there are more at byte %d"
						.formatted(MAX_DEPTH, this.position),
					null);
		}
	}

	private void expect(char token, String description) {
		if (!skip(token)) {
			throw unexpected(description);
		}
	}

}
