package io.blueprintfaas.invocation;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Delay 100 ms, doubled each time, at most 1 s, half of it random.
 */
class RetryPolicyTests {

	private final RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(100), 2, Duration.ofSeconds(1), 0.5);

	@Test
	void growsUpToTheLongestDelay() {
		assertThat(this.policy.delay(1, 0)).isEqualTo(Duration.ofMillis(100));
		assertThat(this.policy.delay(2, 0)).isEqualTo(Duration.ofMillis(200));
		assertThat(this.policy.delay(4, 0)).isEqualTo(Duration.ofMillis(800));
		assertThat(this.policy.delay(5, 0)).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.policy.delay(5000, 0)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void takesAwayARandomShare() {
		assertThat(this.policy.delay(1, 1)).isEqualTo(Duration.ofMillis(50));
		assertThat(this.policy.delay(5, 0.5)).isEqualTo(Duration.ofMillis(750));
	}

}
