package io.blueprintfaas.observation;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;
import io.blueprintfaas.invocation.FaasRoutes;

/**
 * The metrics of one job, whoever runs it.
 */
final class JobMeters {

	private final AtomicInteger active = new AtomicInteger();

	private final Counter retries;

	private final Counter failovers;

	JobMeters(String job, FaasRoutes routes, MeterRegistry registry) {
		Tags tags = Tags.of(Tag.of(FaasMeterKey.JOB.asString(), job));
		this.retries = counter(FaasMeterDocumentation.RETRIES, tags, registry);
		this.failovers = counter(FaasMeterDocumentation.FAILOVERS, tags, registry);
		Gauge.builder(FaasMeterDocumentation.ACTIVE.getName(), this.active, AtomicInteger::get)
			.baseUnit(FaasMeterDocumentation.ACTIVE.getBaseUnit())
			.strongReference(true)
			.tags(tags)
			.register(registry);
		Gauge.builder(FaasMeterDocumentation.LOCAL_PERMITS.getName(), routes, (all) -> all.runningHere(job))
			.baseUnit(FaasMeterDocumentation.LOCAL_PERMITS.getBaseUnit())
			.strongReference(true)
			.tags(tags)
			.register(registry);
	}

	private static Counter counter(FaasMeterDocumentation meter, Tags tags, MeterRegistry registry) {
		return Counter.builder(meter.getName()).baseUnit(meter.getBaseUnit()).tags(tags).register(registry);
	}

	void started() {
		this.active.incrementAndGet();
	}

	void ended(FaasCallRecord call) {
		this.active.decrementAndGet();
		for (FaasCallRecord.Event event : call.events()) {
			if (event.kind() == EventKind.RETRY) {
				this.retries.increment();
			}
			else if (event.kind() == EventKind.FAILOVER) {
				this.failovers.increment();
			}
		}
	}

}
