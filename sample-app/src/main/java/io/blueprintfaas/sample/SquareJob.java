package io.blueprintfaas.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

import io.blueprintfaas.FaasJob;

/**
 * Squares a number. Bytes in, bytes out: such a job travels as it is, so its function
 * could be written in any language.
 */
@Component
class SquareJob {

	/**
	 * Squares a number.
	 * @param number an unsigned number in 8 bytes, the lowest first
	 * @return its square, in the same form
	 * @throws ArithmeticException if the square does not fit into 8 bytes
	 */
	@FaasJob(id = 0, name = "square", idempotent = true)
	byte[] square(byte[] number) {
		long value = toNumber(number);
		if (value >>> 32 != 0) {
			throw new ArithmeticException(
					"The square of %s does not fit into 64 bits: the largest number to square is 4294967295"
						.formatted(Long.toUnsignedString(value)));
		}
		return toBytes(value * value);
	}

	static byte[] toBytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
	}

	static long toNumber(byte[] bytes) {
		Assert.isTrue(bytes.length == Long.BYTES, () -> "A number has 8 bytes, but there are " + bytes.length);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
	}

}
