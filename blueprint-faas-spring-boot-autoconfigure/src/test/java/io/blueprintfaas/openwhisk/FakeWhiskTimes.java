package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How long an activation took, in ms.
 *
 * @param queued time in the platform
 * @param init time of the cold start, or {@code null} if there was none
 * @param run time of the run itself
 */
record FakeWhiskTimes(long queued, @Nullable Long init, long run) {

	long duration() {
		return ((this.init != null) ? this.init : 0) + this.run;
	}

	// The same, as a test wants to see it.
	FakeWhiskTimes told(List<Duration> times) {
		return times.isEmpty() ? this : new FakeWhiskTimes(times.get(0).toMillis(),
				(this.init != null) ? Long.valueOf(times.get(1).toMillis()) : null, times.get(2).toMillis());
	}

}
