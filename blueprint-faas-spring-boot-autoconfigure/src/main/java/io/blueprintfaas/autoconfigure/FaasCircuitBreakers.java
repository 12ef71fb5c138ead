package io.blueprintfaas.autoconfigure;

import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.provider.CallLimitException;

/**
 * One circuit breaker for each job and provider that has one configured, in the
 * application's registry if there is one: so they appear wherever its others do.
 */
final class FaasCircuitBreakers {

	private final Supplier<CircuitBreakerRegistry> registry;

	FaasCircuitBreakers(Supplier<CircuitBreakerRegistry> registry) {
		this.registry = SingletonSupplier.of(registry);
	}

	@Nullable CircuitBreaker create(String job, String provider, FaasProperties.@Nullable CircuitBreaker settings) {
		return (settings != null && settings.enabled())
				? this.registry.get().circuitBreaker("faas-%s-%s".formatted(job, provider), config(settings)) : null;
	}

	private static CircuitBreakerConfig config(FaasProperties.CircuitBreaker settings) {
		CircuitBreakerConfig.Builder config = CircuitBreakerConfig.custom()
			.failureRateThreshold(settings.failureRateThreshold())
			.slowCallRateThreshold(settings.slowCallRateThreshold())
			.slidingWindowSize(settings.slidingWindowSize())
			.minimumNumberOfCalls(settings.minimumNumberOfCalls())
			.waitDurationInOpenState(settings.waitDurationInOpenState())
			.permittedNumberOfCallsInHalfOpenState(settings.permittedNumberOfCallsInHalfOpenState())
			.ignoreException((ex) -> ex.getCause() instanceof CallLimitException)
			.recordException((ex) -> !(ex instanceof FaasFunctionException || ex instanceof FaasPayloadException));
		if (settings.slowCallDurationThreshold() != null) {
			config.slowCallDurationThreshold(settings.slowCallDurationThreshold());
		}
		return config.build();
	}

}
