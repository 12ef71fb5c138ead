package io.blueprintfaas.operations;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How values are written for people and pages.
 */
final class Labels {

	private static final double NANOS_OF_MILLI = 1_000_000;

	private static final double PRECISION = 1000;

	private Labels() {
	}

	// As in configuration.
	static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	// Milliseconds, to the microsecond.
	static @Nullable Double millis(@Nullable Duration duration) {
		return (duration != null) ? Math.round(duration.toNanos() / NANOS_OF_MILLI * PRECISION) / PRECISION : null;
	}

}
