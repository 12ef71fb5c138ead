package io.blueprintfaas.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of JSON strings and takes their escapes away.
 */
final class JsonStrings {

	private JsonStrings() {
	}

	static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Index of the quote that ends a string.
	 * @param bytes the message
	 * @param from index after the opening quote
	 * @param to end of the message
	 * @return the index
	 */
	static int end(byte[] bytes, int from, int to) {
		int i = from;
		while (i <= to - Long.BYTES && Swar.stringEnds(Swar.word(bytes, i)) == 0) {
			i += Long.BYTES;
		}
		while (i < to) {
			byte next = bytes[i];
			if (next == '"') {
				return i;
			}
			if (next >= 0 && next < ' ') {
				throw new WireFormatException(
						"Expected control characters in strings to be escaped, but there is a raw one at byte %d"
							.formatted(i),
						null);
			}
			i += (next == '\\') ? 2 : 1;
		}
		throw new WireFormatException(
				"Expected the string from byte %d to end with a quote, but the message ends".formatted(from - 1), null);
	}

	/**
	 * Text of a string.
	 * @param bytes the message
	 * @param from index after the opening quote
	 * @param to index of the closing quote
	 * @return the text
	 */
	static String decode(byte[] bytes, int from, int to) {
		int plain = plain(bytes, from, to);
		if (plain == to) {
			return ascii(bytes, from, to);
		}
		StringBuilder text = new StringBuilder(to - from);
		int start = from;
		for (int i = plain; i < to; i++) {
			if (bytes[i] == '\\') {
				text.append(utf8(bytes, start, i));
				i++;
				text.append(unescape(bytes, i, to));
				i += (bytes[i] == 'u') ? 4 : 0;
				start = i + 1;
			}
		}
		return text.append(utf8(bytes, start, to)).toString();
	}

	/**
	 * Checks escapes and encoding of a string.
	 * @param bytes the message
	 * @param from index after the opening quote
	 * @param to index of the closing quote
	 */
	static void check(byte[] bytes, int from, int to) {
		int plain = plain(bytes, from, to);
		if (plain < to) {
			decode(bytes, plain, to);
		}
	}

	/**
	 * Index of the first byte that is an escape or not ASCII.
	 * @param bytes the message
	 * @param from where to begin
	 * @param to where to end
	 * @return the index, the end if there is none
	 */
	private static int plain(byte[] bytes, int from, int to) {
		int i = from;
		while (i <= to - Long.BYTES && Swar.encoded(Swar.word(bytes, i)) == 0) {
			i += Long.BYTES;
		}
		while (i < to && bytes[i] >= 0 && bytes[i] != '\\') {
			i++;
		}
		return i;
	}

	private static char unescape(byte[] bytes, int index, int to) {
		return switch (bytes[index]) {
			case '"', '\\', '/' -> (char) bytes[index];
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode(bytes, index + 1, to);
			default -> throw badEscape(index);
		};
	}

	private static char unicode(byte[] bytes, int from, int to) {
		int value = 0;
		for (int i = from; i < from + 4; i++) {
			int digit = (i < to) ? Character.digit(bytes[i], 16) : -1;
			if (digit < 0) {
				throw badEscape(from - 1);
			}
			value = value << 4 | digit;
		}
		return (char) value;
	}

	private static WireFormatException badEscape(int index) {
		return new WireFormatException(
				"Expected an escape of JSON after the backslash at byte %d, but there is another".formatted(index - 1),
				null);
	}

	private static String utf8(byte[] bytes, int from, int to) {
		if (plain(bytes, from, to) == to) {
			return ascii(bytes, from, to);
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new WireFormatException("Expected UTF-8, but the string at byte %d is not".formatted(from), ex);
		}
	}

	private static String ascii(byte[] bytes, int from, int to) {
		return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
	}

}
