package io.blueprintfaas.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Meters as they are documented.
 */
final class TestMeters {

	private TestMeters() {
	}

	static void register(FaasMeterDocumentation meter, MeterRegistry registry) {
		String unit = meter.getBaseUnit();
		switch (meter.getType()) {
			case COUNTER -> Counter.builder(meter.getName()).baseUnit(unit).register(registry);
			case GAUGE -> Gauge.builder(meter.getName(), () -> 1).baseUnit(unit).register(registry);
			case TIMER -> Timer.builder(meter.getName()).register(registry);
			case DISTRIBUTION_SUMMARY -> DistributionSummary.builder(meter.getName()).baseUnit(unit).register(registry);
			default -> throw new IllegalArgumentException("No such meters: " + meter);
		}
	}

}
