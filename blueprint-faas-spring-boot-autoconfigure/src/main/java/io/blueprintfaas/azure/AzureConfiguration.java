package io.blueprintfaas.azure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * How the app of a job is to be set up, by what all jobs in it ask for: instances are
 * those of the app, and so as large as the largest job wants them. Every value is one
 * that the plan takes.
 *
 * @param plan how the app is hosted
 * @param runtime version of Java, or {@code custom}
 * @param size what the plan calls the size of its instances: their memory in megabytes
 * with Flex Consumption, the name of a size with Premium, and {@code null} with
 * Consumption, where there is one
 * @param warmInstances instances that are kept started
 * @param maxInstances most instances, or {@code null} for Azure's own limit
 * @param instanceConcurrency most calls of one instance at a time, or {@code null} for
 * what Azure chooses
 * @param environment environment variables; may hold secrets
 * @param tags tags of the app, without those that deploying remembers things by
 */
record AzureConfiguration(AzurePlan plan, String runtime, @Nullable String size, int warmInstances,
		@Nullable Integer maxInstances, @Nullable Integer instanceConcurrency, Map<String, String> environment,
		Map<String, String> tags) {

	// Resolves and checks what configuration says of the jobs of an app, the job among
	// them.
	static AzureConfiguration of(FaasJobDefinition job, FunctionSettings settings, AzureFaasProperties properties,
			List<FaasJobDefinition> jobs) {
		AzureDemand demand = AzureDemand.of(job, settings, jobs);
		AzureJobRules.check(job, settings, properties);
		AzurePlan plan = properties.plan();
		Integer concurrency = concurrency(plan, demand, properties.instanceConcurrency());
		return new AzureConfiguration(plan, AzureRuntimes.of(properties.runtime()),
				AzureSizes.of(plan, demand.memory()), demand.keepWarm(), instances(plan, demand, concurrency),
				concurrency, demand.environment(), properties.tags());
	}

	/**
	 * Checks a job at startup, without touching the network.
	 * @param job the job
	 * @param properties what all jobs share
	 * @param jobs the jobs of its app, as far as they are known
	 * @throws InvalidFaasJobException if Azure would not take a value, or another job of
	 * the app wants another
	 */
	static void check(FaasJobDefinition job, AzureFaasProperties properties, List<FaasJobDefinition> jobs) {
		of(job, job.settings(), properties, jobs);
	}

	boolean isFlex() {
		return this.plan == AzurePlan.FLEX_CONSUMPTION;
	}

	boolean isCustom() {
		return AzureRuntimes.CUSTOM.equals(this.runtime);
	}

	// Of all that is not the environment, which may be secret and short enough to be
	// guessed.
	String hash() {
		return AzureHash.of("%s %s %s %d %s %s %s".formatted(this.plan, this.runtime, this.size, this.warmInstances,
				this.maxInstances, this.instanceConcurrency, new TreeMap<>(this.tags)));
	}

	// A limit of calls is one of instances, for which it must be known how many each has.
	private static @Nullable Integer concurrency(AzurePlan plan, AzureDemand demand, @Nullable Integer configured) {
		boolean needed = plan == AzurePlan.FLEX_CONSUMPTION && demand.maxConcurrency() != null;
		return (configured == null && needed) ? Integer.valueOf(AzureSizes.concurrency(demand.memory())) : configured;
	}

	// Without Flex Consumption it is not fixed how many calls an instance has: one is
	// sure.
	private static @Nullable Integer instances(AzurePlan plan, AzureDemand demand, @Nullable Integer perInstance) {
		Integer calls = demand.maxConcurrency();
		if (calls == null) {
			return null;
		}
		int needed = (calls - 1) / ((perInstance != null) ? perInstance : 1) + 1;
		return Math.max(demand.keepWarm(), Math.min(needed, AzureSizes.maxInstances(plan)));
	}

	/**
	 * Shows the settings without the values of environment variables, which may be
	 * secrets.
	 */
	@Override
	public String toString() {
		return "AzureConfiguration[plan=%s, runtime=%s, size=%s, environment=%s]".formatted(this.plan, this.runtime,
				this.size, this.environment.keySet());
	}

}
