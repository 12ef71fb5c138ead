package io.blueprintfaas.autoconfigure;

import java.util.Set;
import java.util.function.Function;

import org.springframework.beans.factory.SmartInitializingSingleton;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Once all handlers are known: every configured job must have its executor, and every key
 * its reader.
 */
final class FaasStartup implements SmartInitializingSingleton {

	private final Set<String> mappedJobs;

	private final FaasJobDefinitions definitions;

	private final FaasProviders providers;

	private final FaasRegistry registry;

	private final Function<String, FaasExecutor> executors;

	private final ConfigurationKeys keys;

	private final StartupReport report;

	FaasStartup(Set<String> mappedJobs, FaasJobDefinitions definitions, FaasProviders providers, FaasRegistry registry,
			Function<String, FaasExecutor> executors, ConfigurationKeys keys, StartupReport report) {
		this.mappedJobs = mappedJobs;
		this.definitions = definitions;
		this.providers = providers;
		this.registry = registry;
		this.executors = executors;
		this.keys = keys;
		this.report = report;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.mappedJobs) {
			FaasJobDefinition definition = this.definitions.require(name).get(0);
			if (!this.registry.isFaasJob(definition.key().id())) {
				this.registry.register(definition.key(), this.executors.apply(name));
			}
		}
		this.keys.check(this.definitions.all(), this.providers);
		this.report.log();
	}

}
