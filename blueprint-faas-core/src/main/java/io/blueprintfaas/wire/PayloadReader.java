package io.blueprintfaas.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads bytes written as an array of numbers or as a base64 string.
 */
final class PayloadReader {

	private final JsonScanner scanner;

	private final String name;

	private byte[] target = new byte[0];

	private int count;

	PayloadReader(JsonScanner scanner, String name) {
		this.scanner = scanner;
		this.name = name;
	}

	byte[] read() {
		return switch (this.scanner.peek()) {
			case '[' -> numbers();
			case '"' -> base64();
			default -> throw this.scanner.unexpected("'%s' as array of numbers or base64 string".formatted(this.name));
		};
	}

	private byte[] base64() {
		byte[] bytes = this.scanner.bytes();
		int from = this.scanner.position() + 1;
		int to = JsonStrings.end(bytes, from, this.scanner.end());
		this.scanner.position(to + 1);
		try {
			ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
			return (decoded.remaining() == decoded.array().length) ? decoded.array()
					: Arrays.copyOf(decoded.array(), decoded.remaining());
		}
		catch (IllegalArgumentException ex) {
			return escapedBase64(bytes, from, to);
		}
	}

	private byte[] escapedBase64(byte[] bytes, int from, int to) {
		try {
			return Base64.getDecoder().decode(JsonStrings.decode(bytes, from, to).getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			throw new WireFormatException("Expected '%s' as base64, but the string at byte %d of length %d is none"
				.formatted(this.name, from, to - from), null);
		}
	}

	private byte[] numbers() {
		this.scanner.beginArray();
		if (!this.scanner.skip(']')) {
			// bytes by chance take three and a half characters each
			this.target = new byte[(int) ((this.scanner.end() - this.scanner.position()) * 2L / 7) + 16];
			do {
				pairs();
				oneByOne();
				single();
			}
			while (this.scanner.more(']'));
		}
		this.scanner.endArray();
		return Arrays.copyOf(this.target, this.count);
	}

	/**
	 * Reads two numbers at a time for as long as both have a comma right behind them: any
	 * two fit into eight bytes. Everything else is left where it is.
	 */
	private void pairs() {
		byte[] bytes = this.scanner.bytes();
		int position = this.scanner.position();
		int last = this.scanner.end() - Long.BYTES;
		byte[] bytesRead = this.target;
		int read = this.count;
		while (position <= last) {
			long word = Swar.word(bytes, position);
			long commas = Swar.commas(word);
			int first = Swar.first(commas);
			int second = Swar.first(commas & (commas - 1));
			if (second > 7) {
				break;
			}
			int value = Swar.value((int) word, first);
			int next = Swar.value((int) (word >>> (first + 1 << 3)), second - first - 1);
			if ((value | next) < 0) {
				break;
			}
			if (read + 2 > bytesRead.length) {
				bytesRead = Arrays.copyOf(bytesRead, bytesRead.length * 3 / 2);
			}
			bytesRead[read] = (byte) value;
			bytesRead[read + 1] = (byte) next;
			read += 2;
			position += second + 1;
		}
		this.target = bytesRead;
		this.count = read;
		this.scanner.position(position);
	}

	/**
	 * Reads numbers that have a comma right behind them, and perhaps a space behind that.
	 */
	private void oneByOne() {
		byte[] bytes = this.scanner.bytes();
		int position = this.scanner.position();
		int last = this.scanner.end() - Long.BYTES;
		byte[] bytesRead = this.target;
		int read = this.count;
		while (position <= last) {
			long word = Swar.word(bytes, position);
			int length = Swar.first(Swar.commas(word));
			int value = Swar.value((int) word, length);
			if (value < 0) {
				break;
			}
			if (read == bytesRead.length) {
				bytesRead = Arrays.copyOf(bytesRead, bytesRead.length * 3 / 2);
			}
			bytesRead[read++] = (byte) value;
			position += length + 1;
			position += (bytes[position] == ' ') ? 1 : 0;
		}
		this.target = bytesRead;
		this.count = read;
		this.scanner.position(position);
	}

	private void single() {
		int first = this.scanner.peek();
		if (first != '-' && (first < '0' || first > '9')) {
			throw this.scanner
				.unexpected("element %d of '%s' as number from 0 to 255".formatted(this.count, this.name));
		}
		int from = this.scanner.position();
		this.scanner.number();
		int value = 0;
		for (int i = from; i < this.scanner.position(); i++) {
			int digit = this.scanner.bytes()[i] - '0';
			value = value * 10 + digit;
			if (digit < 0 || digit > 9 || value > 255) {
				throw new WireFormatException("Expected whole numbers from 0 to 255 in '%s', but element %d is another"
					.formatted(this.name, this.count), null);
			}
		}
		append((byte) value);
	}

	private void append(byte value) {
		if (this.count == this.target.length) {
			this.target = Arrays.copyOf(this.target, this.count * 3 / 2);
		}
		this.target[this.count++] = value;
	}

}
