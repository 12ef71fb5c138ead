package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;

/**
 * Writes text that JSON or UTF-8 cannot take as it is.
 */
final class JsonEscapes {

	private static final String HEX = "0123456789abcdef";

	private JsonEscapes() {
	}

	/**
	 * Writes the rest of a string.
	 * @param out where to write
	 * @param text the string
	 * @param from index of the first character to write
	 */
	static void write(ByteArrayWriter out, String text, int from) {
		for (int i = from; i < text.length(); i++) {
			char ch = text.charAt(i);
			if (ByteArrayWriter.isPlain(ch)) {
				out.raw(ch);
			}
			else if (Character.isHighSurrogate(ch) && i + 1 < text.length()
					&& Character.isLowSurrogate(text.charAt(i + 1))) {
				utf8(out, text.substring(i, i + 2));
				i++;
			}
			else {
				special(out, ch);
			}
		}
	}

	private static void special(ByteArrayWriter out, char ch) {
		switch (ch) {
			case '"', '\\' -> out.raw('\\').raw(ch);
			case '\n' -> out.raw("\\n");
			case '\r' -> out.raw("\\r");
			case '\t' -> out.raw("\\t");
			default -> other(out, ch);
		}
	}

	private static void other(ByteArrayWriter out, char ch) {
		if (Character.isSurrogate(ch)) {
			utf8(out, "\uFFFD");
		}
		else if (Character.isISOControl(ch) || ch == '\u2028' || ch == '\u2029') {
			out.raw("\\u").raw(hex(ch >> 12)).raw(hex(ch >> 8)).raw(hex(ch >> 4)).raw(hex(ch));
		}
		else {
			utf8(out, String.valueOf(ch));
		}
	}

	private static char hex(int value) {
		return HEX.charAt(value & 0xF);
	}

	private static void utf8(ByteArrayWriter out, String text) {
		out.raw(text.getBytes(StandardCharsets.UTF_8));
	}

}
