package io.blueprintfaas.openwhisk;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.http.LenientJson;

/**
 * What the record of a run measured.
 */
final class OpenWhiskMetrics {

	private static final double MEGABYTES_OF_A_GIGABYTE = 1024;

	private final OpenWhiskActivation activation;

	OpenWhiskMetrics(OpenWhiskActivation activation) {
		this.activation = activation;
	}

	// These measures, and what the function told of itself where the record says nothing.
	// Only a run that had to prepare its container has a time for that.
	FaasMetrics over(FaasMetrics told) {
		if (!this.activation.annotations().isArray()) {
			return new FaasMetrics(told.total(), first(run(told.init()), told.execution()), told.billed(),
					told.coldStart(), told.init(), told.memoryUsed(), told.instance());
		}
		Duration init = milliseconds(this.activation.annotation("initTime"));
		return new FaasMetrics(told.total(), first(run(init), told.execution()), first(billed(), told.billed()),
				init != null, init, told.memoryUsed(), told.instance());
	}

	// The time for preparing the container is part of what is recorded.
	private @Nullable Duration run(@Nullable Duration init) {
		Duration whole = duration();
		return (whole != null && init != null && whole.compareTo(init) >= 0) ? whole.minus(init) : whole;
	}

	private @Nullable Duration duration() {
		Duration duration = milliseconds(this.activation.json().path("duration"));
		Long start = LenientJson.number(this.activation.json(), "start");
		Long end = LenientJson.number(this.activation.json(), "end");
		return (duration == null && start != null && end != null && end >= start) ? Duration.ofMillis(end - start)
				: duration;
	}

	// DigitalOcean tells gigabyte-seconds.
	private @Nullable Duration billed() {
		JsonNode gigabyteSeconds = this.activation.annotation("gbs");
		Long memory = LenientJson.number(this.activation.annotation("limits"), "memory");
		if (!gigabyteSeconds.isNumber() || gigabyteSeconds.asDouble() < 0 || memory == null || memory <= 0) {
			return null;
		}
		double seconds = gigabyteSeconds.asDouble() / (memory / MEGABYTES_OF_A_GIGABYTE);
		return Duration.ofMillis(Math.round(seconds * 1000));
	}

	private static @Nullable Duration milliseconds(JsonNode number) {
		return (number.isNumber() && number.asLong() >= 0) ? Duration.ofMillis(number.asLong()) : null;
	}

	private static <T> @Nullable T first(@Nullable T measured, @Nullable T told) {
		return (measured != null) ? measured : told;
	}

}
