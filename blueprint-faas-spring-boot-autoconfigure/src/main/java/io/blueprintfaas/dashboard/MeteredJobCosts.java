package io.blueprintfaas.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import io.blueprintfaas.observation.FaasMeterDocumentation;
import io.blueprintfaas.observation.FaasMeterKey;

/**
 * Reads costs from the metric that counts estimates of them.
 */
final class MeteredJobCosts implements JobCosts {

	private static final String CURRENCY = FaasMeterKey.CURRENCY.asString();

	private final MeterRegistry registry;

	MeteredJobCosts(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public List<JobCost> of(String job) {
		return this.registry.find(FaasMeterDocumentation.COST_ESTIMATE.getName())
			.tag(FaasMeterKey.JOB.asString(), job)
			.tagKeys(CURRENCY)
			.counters()
			.stream()
			.collect(Collectors.groupingBy(MeteredJobCosts::currency, Collectors.summingDouble(Counter::count)))
			.entrySet()
			.stream()
			.map((sum) -> new JobCost(sum.getValue(), sum.getKey()))
			.sorted(Comparator.comparing(JobCost::currency))
			.toList();
	}

	private static String currency(Counter counter) {
		return Objects.requireNonNull(counter.getId().getTag(CURRENCY));
	}

}
