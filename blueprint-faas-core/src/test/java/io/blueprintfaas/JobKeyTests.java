package io.blueprintfaas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Numbers and names of jobs.
 */
class JobKeyTests {

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 4294967295L })
	void takesUnsigned32Bits(long id) {
		assertThat(new JobKey(id, "a").id()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 4294967296L, Long.MAX_VALUE, Long.MIN_VALUE })
	void refusesOtherNumbers(long id) {
		assertThatIllegalArgumentException().isThrownBy(() -> new JobKey(id, "square"))
			.withMessage("'id' of job 'square' must be from 0 to 4294967295, but is " + id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "Z", "thumb-nail_2" })
	void takesNames(String name) {
		assertThat(new JobKey(1, name)).hasToString("'" + name + "' (1)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1a", "-a", "a b", "a.b", "\u00e9", "a\n" })
	void refusesOtherNames(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new JobKey(1, name))
			.withMessageContaining("'name' of job 1")
			.withMessageEndingWith("but is '" + name + "'");
	}

	@Test
	void limitsTheLengthOfNames() {
		assertThat(new JobKey(1, "a".repeat(64)).name()).hasSize(64);
		assertThatIllegalArgumentException().isThrownBy(() -> new JobKey(1, "a".repeat(65)))
			.withMessageContaining("at most 64 characters");
	}

}
