package io.blueprintfaas.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads bytes written as an array of numbers or as a base64 string.
 */
final class PayloadReader {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101_0101_0101_0101L;

	private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

	private static final long COMMAS = ONES * ',';

	private static final int ZEROS = 0x3030_3030;

	private final JsonScanner scanner;

	private final String name;

	private byte[] result = new byte[0];

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
			this.result = new byte[(this.scanner.end() - this.scanner.position()) * 2 / 7 + 16];
			do {
				pairs();
				single();
			}
			while (this.scanner.more(']'));
		}
		this.scanner.endArray();
		return Arrays.copyOf(this.result, this.count);
	}

	/**
	 * Reads two numbers at a time for as long as both have a comma right behind them: any
	 * two fit into eight bytes. Everything else is left for {@link #single()}.
	 */
	private void pairs() {
		byte[] bytes = this.scanner.bytes();
		int position = this.scanner.position();
		int last = this.scanner.end() - Long.BYTES;
		byte[] target = this.result;
		int written = this.count;
		while (position <= last) {
			long word = (long) LONG.get(bytes, position);
			long commas = word ^ COMMAS;
			commas = (commas - ONES) & ~commas & HIGH_BITS;
			int first = Long.numberOfTrailingZeros(commas) >>> 3;
			int second = Long.numberOfTrailingZeros(commas & (commas - 1)) >>> 3;
			if (second > 7) {
				break;
			}
			int value = value((int) word, first);
			int next = value((int) (word >>> (first + 1 << 3)), second - first - 1);
			if ((value | next) < 0) {
				break;
			}
			if (written + 2 > target.length) {
				target = Arrays.copyOf(target, target.length * 3 / 2);
			}
			target[written] = (byte) value;
			target[written + 1] = (byte) next;
			written += 2;
			position += second + 1;
		}
		this.result = target;
		this.count = written;
		this.scanner.position(position);
	}

	/**
	 * Value of one to three digits.
	 * @param text the digits, the first in the lowest bits
	 * @param length how many there are
	 * @return the value, or a negative number if it is none from 0 to 255
	 */
	private static int value(int text, int length) {
		if (length < 1 || length > 3 || length > 1 && (text & 0xFF) == '0') {
			return -1;
		}
		int digits = (text ^ ZEROS) << (Integer.SIZE - (length << 3));
		int value = (digits >>> 8 & 0xFF) * 100 + (digits >>> 16 & 0xFF) * 10 + (digits >>> 24);
		boolean valid = ((digits | digits + 0x7676_7676) & 0x8080_8080) == 0 && value <= 255;
		return valid ? value : -1;
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
		if (this.count == this.result.length) {
			this.result = Arrays.copyOf(this.result, this.count * 3 / 2);
		}
		this.result[this.count++] = value;
	}

}
