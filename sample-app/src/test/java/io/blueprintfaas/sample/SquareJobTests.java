package io.blueprintfaas.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link SquareJob}.
 */
class SquareJobTests {

	private final SquareJob job = new SquareJob();

	@Test
	void squaresLittleEndianBytes() {
		assertThat(this.job.square(new byte[] { 5, 0, 0, 0, 0, 0, 0, 0 }))
			.isEqualTo(new byte[] { 25, 0, 0, 0, 0, 0, 0, 0 });
	}

	@Test
	void squaresTheLargestNumberThatFits() {
		byte[] square = this.job.square(SquareJob.toBytes(4294967295L));
		assertThat(Long.toUnsignedString(SquareJob.toNumber(square))).isEqualTo("18446744065119617025");
	}

	@Test
	void failsWhenSquareDoesNotFit() {
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.job.square(SquareJob.toBytes(4294967296L)))
			.withMessage("The square of 4294967296 does not fit into 64 bits: the largest number to square is "
					+ "4294967295");
	}

	@Test
	void failsWhenThereAreNotEightBytes() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.job.square(new byte[3]))
			.withMessage("A number has 8 bytes, but there are 3");
	}

}
