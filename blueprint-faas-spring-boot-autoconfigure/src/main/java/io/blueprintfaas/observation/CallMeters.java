package io.blueprintfaas.observation;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.invocation.FaasCallRecord;

/**
 * The metrics of one job at one provider. A metric appears with its first value.
 */
final class CallMeters {

	private static final double NANOS = Duration.ofSeconds(1).toNanos();

	private final MeterRegistry registry;

	private final Tags tags;

	CallMeters(String job, String provider, MeterRegistry registry) {
		this.registry = registry;
		this.tags = Tags.of(FaasMeterKey.JOB.asString(), job, FaasMeterKey.PROVIDER.asString(), provider);
	}

	void ended(FaasCallRecord call) {
		FaasMetrics metrics = call.metrics();
		record(FaasMeterDocumentation.EXECUTION, metrics.execution());
		record(FaasMeterDocumentation.INIT, metrics.init());
		record(FaasMeterDocumentation.REQUEST_SIZE, call.requestSize());
		record(FaasMeterDocumentation.RESPONSE_SIZE, call.responseSize());
		if (metrics.coldStart() != null) {
			String start = metrics.coldStart() ? "cold" : "warm";
			count(FaasMeterDocumentation.STARTS, this.tags.and(FaasMeterKey.START.asString(), start), 1);
		}
		if (metrics.billed() != null) {
			count(FaasMeterDocumentation.BILLED, this.tags, metrics.billed().toNanos() / NANOS);
		}
	}

	void cost(double estimate, String currency) {
		count(FaasMeterDocumentation.COST_ESTIMATE, this.tags.and(FaasMeterKey.CURRENCY.asString(), currency),
				estimate);
	}

	private void record(FaasMeterDocumentation meter, @Nullable Duration duration) {
		if (duration != null) {
			Timer.builder(meter.getName()).tags(this.tags).register(this.registry).record(duration);
		}
	}

	private void record(FaasMeterDocumentation meter, @Nullable Integer size) {
		if (size != null) {
			DistributionSummary.builder(meter.getName())
				.baseUnit(meter.getBaseUnit())
				.tags(this.tags)
				.register(this.registry)
				.record(size);
		}
	}

	private void count(FaasMeterDocumentation meter, Tags tags, double amount) {
		Counter.builder(meter.getName())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry)
			.increment(amount);
	}

}
