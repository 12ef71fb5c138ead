package io.blueprintfaas.runtime.gcp;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CloudRunInstanceTests {

	@Test
	void isNamedAfterItsRevisionAndUnlikeOthers() {
		String name = CloudRunInstance.of("sample-00003-fox", null).name();
		assertThat(name).matches("sample-00003-fox/[0-9a-f]{8}");
		assertThat(CloudRunInstance.of("sample-00003-fox", null).name()).isNotEqualTo(name);
		assertThat(CloudRunInstance.of(null, null).name()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
	}

	@Test
	void timeThatRemainsIsCountedFromTheBeginningOfTheRequest() {
		CloudRunInstance instance = CloudRunInstance.of(null, "60");
		assertThat(instance.remaining(System.nanoTime() - TimeUnit.SECONDS.toNanos(20))).isBetween(35_000L, 40_000L);
		assertThat(instance.remaining(System.nanoTime() - TimeUnit.SECONDS.toNanos(70))).isNegative();
	}

	@Test
	void timeIsNotKnownIfCloudRunDoesNotSay() {
		assertThat(CloudRunInstance.of(null, null).remaining(System.nanoTime())).isNull();
	}

	@Test
	void refusesATimeoutThatIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> CloudRunInstance.of(null, "60s"))
			.withMessage("The environment variable CLOUD_RUN_TIMEOUT_SECONDS must be a number of seconds from 1 to "
					+ "999999, but is '60s'");
	}

}
