package io.blueprintfaas.runtime;

import java.time.Duration;

/**
 * Time that a platform gives a function for an answer.
 */
public final class PlatformTime {

	private static final long MIN_MARGIN = 50;

	private static final long MAX_MARGIN = 500;

	private PlatformTime() {
	}

	/**
	 * How long an answer may take, so that it is sent before the platform gives up.
	 * @param remaining milliseconds until then
	 * @return a twentieth less, at least 50 and at most 500 milliseconds; not negative
	 */
	public static Duration limit(long remaining) {
		long margin = Math.min(MAX_MARGIN, Math.max(MIN_MARGIN, remaining / 20));
		return Duration.ofMillis(Math.max(0, remaining - margin));
	}

}
