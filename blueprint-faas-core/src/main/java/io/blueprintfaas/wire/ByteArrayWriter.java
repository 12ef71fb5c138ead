package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes JSON as UTF-8 bytes into an array that grows as needed.
 */
final class ByteArrayWriter {

	/**
	 * For each byte its digits and a comma, the first in the lowest bits.
	 */
	private static final int[] DIGITS = new int[256];

	private static final byte[] LENGTHS = new byte[256];

	static {
		for (int value = 0; value < 256; value++) {
			byte[] text = (value + ",").getBytes(StandardCharsets.US_ASCII);
			LENGTHS[value] = (byte) text.length;
			DIGITS[value] = Swar.halfWord(Arrays.copyOf(text, Integer.BYTES), 0);
		}
	}

	private byte[] buffer;

	private int count;

	ByteArrayWriter(int capacity) {
		this.buffer = new byte[capacity];
	}

	ByteArrayWriter raw(byte[] bytes) {
		return raw(bytes, 0, bytes.length);
	}

	ByteArrayWriter raw(byte[] bytes, int from, int to) {
		ensure(to - from);
		System.arraycopy(bytes, from, this.buffer, this.count, to - from);
		this.count += to - from;
		return this;
	}

	ByteArrayWriter raw(char ascii) {
		ensure(1);
		this.buffer[this.count++] = (byte) ascii;
		return this;
	}

	ByteArrayWriter raw(String ascii) {
		int length = ascii.length();
		ensure(length);
		for (int i = 0; i < length; i++) {
			this.buffer[this.count + i] = (byte) ascii.charAt(i);
		}
		this.count += length;
		return this;
	}

	/**
	 * Writes an array of numbers, one for each byte.
	 * @param bytes the bytes
	 * @return this
	 */
	ByteArrayWriter numbers(byte[] bytes) {
		ensure(Math.addExact(Math.multiplyExact(bytes.length, Integer.BYTES), Integer.BYTES));
		byte[] target = this.buffer;
		int position = this.count;
		target[position++] = '[';
		for (byte value : bytes) {
			Swar.halfWord(target, position, DIGITS[value & 0xFF]);
			position += LENGTHS[value & 0xFF];
		}
		if (bytes.length == 0) {
			position++;
		}
		target[position - 1] = ']';
		this.count = position;
		return this;
	}

	/**
	 * Writes bytes as a base64 string.
	 * @param bytes the bytes
	 * @return this
	 */
	ByteArrayWriter base64(byte[] bytes) {
		return raw('"').raw(Base64.getEncoder().encode(bytes)).raw('"');
	}

	/**
	 * Writes a string. Control characters are escaped, and half a surrogate pair, which
	 * has no form in UTF-8, becomes the replacement character.
	 * @param text the string
	 * @return this
	 */
	ByteArrayWriter string(String text) {
		raw('"');
		int plain = plain(text);
		if (plain < text.length()) {
			JsonEscapes.write(this, text, plain);
		}
		return raw('"');
	}

	byte[] toByteArray() {
		return (this.count == this.buffer.length) ? this.buffer : Arrays.copyOf(this.buffer, this.count);
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	/**
	 * What was written, with another first byte and with spaces for control characters,
	 * which stand only between the tokens of JSON.
	 * @param first the first byte
	 * @return the bytes
	 */
	byte[] toLine(char first) {
		byte[] line = toByteArray();
		int i = 0;
		while (i <= line.length - Long.BYTES && Swar.controls(Swar.word(line, i)) == 0) {
			i += Long.BYTES;
		}
		for (; i < line.length; i++) {
			line[i] = (line[i] >= 0 && line[i] < ' ') ? (byte) ' ' : line[i];
		}
		line[0] = (byte) first;
		return line;
	}

	private int plain(String text) {
		int length = text.length();
		ensure(length);
		int i = 0;
		while (i < length && isPlain(text.charAt(i))) {
			this.buffer[this.count + i] = (byte) text.charAt(i);
			i++;
		}
		this.count += i;
		return i;
	}

	static boolean isPlain(char ch) {
		return ch >= ' ' && ch < 0x7F && ch != '"' && ch != '\\';
	}

	private void ensure(int more) {
		int needed = Math.addExact(this.count, more);
		if (needed > this.buffer.length) {
			long grown = Math.max(needed, this.buffer.length * 3L / 2);
			this.buffer = Arrays.copyOf(this.buffer, (int) Math.min(grown, Math.max(needed, Integer.MAX_VALUE - 8)));
		}
	}

}
