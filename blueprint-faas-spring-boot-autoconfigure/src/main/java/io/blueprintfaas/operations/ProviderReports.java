package io.blueprintfaas.operations;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.invocation.Bulkhead;
import io.blueprintfaas.invocation.FaasPolicies;
import io.blueprintfaas.invocation.RetryPolicy;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Shows how a job is configured at a provider, and the state of its policies there.
 */
final class ProviderReports {

	private ProviderReports() {
	}

	static ProviderReport of(FaasJobDefinition job, @Nullable FaasPolicies policies) {
		FunctionSettings settings = job.settings();
		return new ProviderReport(job.provider(), job.function(),
				(job.endpoint() != null) ? HttpAddress.withoutSecrets(job.endpoint()) : null,
				Labels.of(job.wire()).replace("_", "."),
				(settings.memory() != null) ? ReadableSize.exact(settings.memory()) : null, settings.timeout(),
				settings.maxConcurrency(), settings.keepWarm(),
				settings.environment().keySet().stream().sorted().toList(),
				settings.extras().keySet().stream().sorted().toList(), job.deadline(),
				(policies != null) ? retry(policies.retry()) : null,
				(policies != null && policies.breaker() != null) ? breaker(policies.breaker()) : null,
				(policies != null && policies.bulkhead() != null) ? bulkhead(policies.bulkhead()) : null);
	}

	private static ProviderReport.Retry retry(RetryPolicy retry) {
		return new ProviderReport.Retry(retry.maxAttempts(), retry.delay(), retry.multiplier(), retry.maxDelay(),
				retry.jitter());
	}

	private static ProviderReport.CircuitBreaker breaker(CircuitBreaker breaker) {
		CircuitBreaker.Metrics metrics = breaker.getMetrics();
		float rate = metrics.getFailureRate();
		return new ProviderReport.CircuitBreaker(Labels.of(breaker.getState()), (rate >= 0) ? rate : null,
				breaker.getCircuitBreakerConfig().getFailureRateThreshold(), metrics.getNumberOfBufferedCalls(),
				metrics.getNumberOfFailedCalls(), metrics.getNumberOfNotPermittedCalls());
	}

	private static ProviderReport.Bulkhead bulkhead(Bulkhead bulkhead) {
		return new ProviderReport.Bulkhead(bulkhead.running(), bulkhead.queued(), bulkhead.maxConcurrentCalls(),
				bulkhead.maxQueuedCalls(), bulkhead.maxWait());
	}

}
