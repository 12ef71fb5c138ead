package io.blueprintfaas.observation;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import io.blueprintfaas.cost.FaasPrices;
import io.blueprintfaas.invocation.FaasRoutes;

/**
 * Auto-configuration of metrics, where calls are made.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "blueprint.faas.function.enabled", havingValue = false, matchIfMissing = true)
public final class FaasMetricsAutoConfiguration {

	@Bean
	FaasMeters faasMeters(MeterRegistry meterRegistry, FaasRoutes routes, ObjectProvider<FaasPrices> prices) {
		return new FaasMeters(meterRegistry, routes, prices::getObject);
	}

}
