package io.blueprintfaas.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time, held in a {@code long} with the first byte lowest. A
 * mask has the highest bit of each byte that was looked for. Above the lowest bit of a
 * mask there may be bits too many, so only that one tells a place.
 */
final class Swar {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101_0101_0101_0101L;

	private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

	private static final long COMMAS = ONES * ',';

	private static final long QUOTES = ONES * '"';

	private static final long BACKSLASHES = ONES * '\\';

	private static final long SPACES = ONES * ' ';

	private static final int ZEROS = 0x3030_3030;

	private Swar() {
	}

	static long word(byte[] bytes, int index) {
		return (long) LONG.get(bytes, index);
	}

	static int halfWord(byte[] bytes, int index) {
		return (int) INT.get(bytes, index);
	}

	static void halfWord(byte[] bytes, int index, int value) {
		INT.set(bytes, index, value);
	}

	static long commas(long word) {
		return zeros(word ^ COMMAS);
	}

	/**
	 * Bytes below the space.
	 * @param word the bytes
	 * @return the mask
	 */
	static long controls(long word) {
		return (word - SPACES) & ~word & HIGH_BITS;
	}

	/**
	 * Bytes that end a string or need a second look.
	 * @param word the bytes
	 * @return the mask
	 */
	static long stringEnds(long word) {
		return zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | controls(word);
	}

	/**
	 * Bytes that a string cannot be taken over with as they are.
	 * @param word the bytes
	 * @return the mask
	 */
	static long encoded(long word) {
		return word & HIGH_BITS | zeros(word ^ BACKSLASHES);
	}

	/**
	 * Index within the word of the lowest byte of a mask.
	 * @param mask the mask
	 * @return the index, 8 for none
	 */
	static int first(long mask) {
		return Long.numberOfTrailingZeros(mask) >>> 3;
	}

	/**
	 * Value of one to three digits.
	 * @param digits the digits, the first lowest
	 * @param length how many there are
	 * @return the value, or a negative number if they are no number from 0 to 255
	 */
	static int value(int digits, int length) {
		if (length < 1 || length > 3 || length > 1 && (digits & 0xFF) == '0') {
			return -1;
		}
		// hundreds, tens and ones come to stand in the three highest bytes
		int places = (digits ^ ZEROS) << (Integer.SIZE - (length << 3));
		int value = (places >>> 8 & 0xFF) * 100 + (places >>> 16 & 0xFF) * 10 + (places >>> 24);
		// adding 0x76 carries into the highest bit from ten on
		boolean valid = ((places | places + 0x7676_7676) & 0x8080_8080) == 0 && value <= 255;
		return valid ? value : -1;
	}

	private static long zeros(long word) {
		return (word - ONES) & ~word & HIGH_BITS;
	}

}
