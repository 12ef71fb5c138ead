package io.blueprintfaas.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.autoconfigure.FaasProperties.Retry;
import io.blueprintfaas.invocation.Bulkhead;
import io.blueprintfaas.invocation.FaasExecutorListener;
import io.blueprintfaas.invocation.FaasPolicies;
import io.blueprintfaas.invocation.RetryPolicy;
import io.blueprintfaas.observation.FaasObservations;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors: each by its provider, with the policies of its job around it.
 */
final class FaasExecutors {

	private final FaasJobDefinitions definitions;

	private final FaasProviders providers;

	private final FaasCircuitBreakers circuitBreakers;

	private final Map<List<String>, FaasPolicies> policies = new ConcurrentHashMap<>();

	private final FaasObservations observations;

	private final List<FaasExecutorListener> listeners;

	FaasExecutors(FaasJobDefinitions definitions, FaasProviders providers, FaasCircuitBreakers circuitBreakers,
			FaasObservations observations, List<FaasExecutorListener> listeners) {
		this.definitions = definitions;
		this.providers = providers;
		this.circuitBreakers = circuitBreakers;
		this.observations = observations;
		this.listeners = listeners;
	}

	// Executor of the job that configuration calls by this name.
	FaasExecutor create(String name) {
		List<FaasJobDefinition> providers = this.definitions.require(name);
		Job settings = Objects.requireNonNull(this.definitions.settings(providers.get(0).key().name()));
		JobModes.check(providers.get(0), settings);
		List<FaasExecutor> executors = providers.stream().map((definition) -> create(definition, settings)).toList();
		return this.observations.observe(FaasPolicies.failover(executors, providers.get(0).idempotent()));
	}

	private FaasExecutor create(FaasJobDefinition definition, Job settings) {
		FaasProvider provider = this.providers.get(definition.provider(), definition.property("provider"));
		FaasExecutor executor = provider.createExecutor(definition);
		FaasPolicies policies = policies(definition, settings);
		this.policies.put(List.of(definition.key().name(), definition.provider()), policies);
		this.listeners.forEach((listener) -> listener.created(definition, policies, provider.costBasis(definition)));
		return policies.applyTo(executor);
	}

	private FaasPolicies policies(FaasJobDefinition definition, Job settings) {
		Retry retry = settings.retry();
		return new FaasPolicies(definition.deadline(),
				new RetryPolicy(retry.maxAttempts(), retry.delay(), retry.multiplier(), retry.maxDelay(),
						retry.jitter()),
				this.circuitBreakers.create(definition.key().name(), definition.provider(), settings.circuitBreaker()),
				bulkhead(settings.bulkhead()), definition.idempotent());
	}

	// What calls of a job get, by the name of a provider.
	Map<String, FaasPolicies> policies(String job) {
		Map<String, FaasPolicies> found = new HashMap<>();
		this.policies.forEach((key, value) -> {
			if (key.get(0).equals(job)) {
				found.put(key.get(1), value);
			}
		});
		return found;
	}

	private static @Nullable Bulkhead bulkhead(FaasProperties.@Nullable Bulkhead settings) {
		return (settings != null)
				? new Bulkhead(settings.maxConcurrentCalls(), settings.maxQueuedCalls(), settings.maxWait()) : null;
	}

}
