package io.blueprintfaas.runtime.gcp;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What Cloud Run, which is below the functions, tells an instance of itself.
 *
 * @param name a name of its own
 * @param timeout milliseconds after which Cloud Run gives a request up, or {@code null}
 * if it does not say
 */
record CloudRunInstance(String name, @Nullable Long timeout) {

	private static final String TIMEOUT = "CLOUD_RUN_TIMEOUT_SECONDS";

	static CloudRunInstance ofThisProcess() {
		return of(System.getenv("K_REVISION"), System.getenv(TIMEOUT));
	}

	static CloudRunInstance of(@Nullable String revision, @Nullable String timeout) {
		String random = UUID.randomUUID().toString();
		String name = (revision != null && !revision.isBlank()) ? revision + "/" + random.substring(0, 8) : random;
		return new CloudRunInstance(name, (timeout != null) ? millis(timeout) : null);
	}

	private static long millis(String timeout) {
		Assert.isTrue(timeout.matches("[1-9][0-9]{0,5}"),
				() -> "The environment variable %s must be a number of seconds from 1 to 999999, but is '%s'"
					.formatted(TIMEOUT, timeout));
		return TimeUnit.SECONDS.toMillis(Long.parseLong(timeout));
	}

	// Nanoseconds by System.nanoTime(), when the request began to arrive
	@Nullable Long remaining(long begun) {
		return (this.timeout != null) ? this.timeout - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) : null;
	}

}
