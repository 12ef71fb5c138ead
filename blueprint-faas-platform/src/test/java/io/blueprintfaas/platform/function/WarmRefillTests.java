package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long instances that do not last are waited with.
 */
class WarmRefillTests {

	@Test
	void waitsTwiceAsLongEachTimeUpToAMinute() {
		assertThat(IntStream.range(0, 12).mapToObj(WarmRefill::delay).map(Duration::toSeconds))
			.containsExactlyElementsOf(LongStream.of(0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60).boxed().toList());
		assertThat(WarmRefill.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
	}

}
