package io.blueprintfaas.autoconfigure;

import java.util.Objects;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.autoconfigure.FaasProperties.Retry;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasPolicies;
import io.blueprintfaas.invocation.RetryPolicy;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Makes executors: each by its provider, with the policies of its job around it.
 */
final class FaasExecutors {

	private final FaasJobDefinitions definitions;

	private final FaasProviders providers;

	FaasExecutors(FaasJobDefinitions definitions, FaasProviders providers) {
		this.definitions = definitions;
		this.providers = providers;
	}

	// Executor of the job that configuration calls by this name.
	FaasExecutor create(String name) {
		FaasJobDefinition definition = this.definitions.require(name);
		FaasExecutor executor = this.providers.get(definition.provider(), definition.property("provider"))
			.createExecutor(definition);
		return policies(definition).applyTo(executor);
	}

	private FaasPolicies policies(FaasJobDefinition definition) {
		String name = definition.key().name();
		Job job = Objects.requireNonNull(this.definitions.settings(name));
		FaasJobHandler handler = this.definitions.handler(name);
		Retry retry = job.retry();
		return new FaasPolicies(definition.deadline(), new RetryPolicy(retry.maxAttempts(), retry.delay(),
				retry.multiplier(), retry.maxDelay(), retry.jitter()), handler != null && handler.idempotent());
	}

}
