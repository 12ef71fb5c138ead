package io.blueprintfaas.runtime;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformTimeTests {

	@Test
	void limitIsEarlierThanThePlatformsEnd() {
		assertThat(PlatformTime.limit(900_000)).hasMillis(899_500);
		assertThat(PlatformTime.limit(3000)).hasMillis(2850);
		assertThat(PlatformTime.limit(500)).hasMillis(450);
		assertThat(PlatformTime.limit(20)).isZero();
		assertThat(PlatformTime.limit(-1)).isZero();
	}

}
