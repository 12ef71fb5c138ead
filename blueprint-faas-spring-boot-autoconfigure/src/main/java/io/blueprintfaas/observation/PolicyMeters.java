package io.blueprintfaas.observation;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import io.blueprintfaas.invocation.Bulkhead;
import io.blueprintfaas.invocation.FaasPolicies;

/**
 * The metrics of the policies of one job at one provider.
 */
final class PolicyMeters {

	private final MeterRegistry registry;

	PolicyMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	void bind(String job, String provider, FaasPolicies policies) {
		Tags tags = Tags.of(FaasMeterKey.JOB.asString(), job, FaasMeterKey.PROVIDER.asString(), provider);
		if (policies.bulkhead() != null) {
			gauge(FaasMeterDocumentation.BULKHEAD_RUNNING, tags, policies.bulkhead(), Bulkhead::running);
			gauge(FaasMeterDocumentation.BULKHEAD_QUEUED, tags, policies.bulkhead(), Bulkhead::queued);
		}
		if (policies.breaker() != null) {
			for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
				gauge(FaasMeterDocumentation.CIRCUIT_BREAKER_STATE,
						tags.and(FaasMeterKey.STATE.asString(), state.name().toLowerCase(Locale.ROOT)),
						policies.breaker(), (breaker) -> (breaker.getState() == state) ? 1 : 0);
			}
		}
	}

	private <T> void gauge(FaasMeterDocumentation meter, Tags tags, T source, ToDoubleFunction<T> value) {
		Gauge.builder(meter.getName(), source, value)
			.baseUnit(meter.getBaseUnit())
			.strongReference(true)
			.tags(tags)
			.register(this.registry);
	}

}
