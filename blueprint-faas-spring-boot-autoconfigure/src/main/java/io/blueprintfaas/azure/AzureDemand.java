package io.blueprintfaas.azure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What the jobs of an app want of it, all together.
 *
 * @param jobs settings of each job
 */
record AzureDemand(Map<FaasJobDefinition, FunctionSettings> jobs) {

	// The settings are those of the job, in place of its configured ones.
	static AzureDemand of(FaasJobDefinition job, FunctionSettings settings, List<FaasJobDefinition> jobs) {
		Map<FaasJobDefinition, FunctionSettings> all = new LinkedHashMap<>();
		jobs.forEach((other) -> all.put(other, other.settings()));
		all.keySet().removeIf((other) -> other.key().equals(job.key()));
		all.put(job, settings);
		return new AzureDemand(all);
	}

	// The largest wish, or null without any.
	@Nullable DataSize memory() {
		return this.jobs.values()
			.stream()
			.map(FunctionSettings::memory)
			.filter(Objects::nonNull)
			.max(DataSize::compareTo)
			.orElse(null);
	}

	int keepWarm() {
		return this.jobs.values().stream().mapToInt(FunctionSettings::keepWarm).max().orElse(0);
	}

	// The largest limit, or null if a job has none.
	@Nullable Integer maxConcurrency() {
		Integer largest = null;
		for (FunctionSettings settings : this.jobs.values()) {
			if (settings.maxConcurrency() == null) {
				return null;
			}
			largest = (largest != null) ? Math.max(largest, settings.maxConcurrency()) : settings.maxConcurrency();
		}
		return largest;
	}

	// Variables of all jobs. Two that want one variable different cannot share an app.
	Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>();
		Map<String, JobKey> owners = new LinkedHashMap<>();
		this.jobs.forEach((job, settings) -> settings.environment().forEach((name, value) -> {
			String other = environment.put(name, value);
			JobKey owner = owners.put(name, job.key());
			if (owner != null && !value.equals(other)) {
				throw different(job, owner, name);
			}
		}));
		return environment;
	}

	private static InvalidFaasJobException different(FaasJobDefinition job, JobKey owner, String name) {
		return new InvalidFaasJobException(
				"Jobs %s and %s share a function app, but set environment variable '%s' to different values"
					.formatted(owner, job.key(), name),
				"Rename one of the variables, or set '%s' to an app of its own".formatted(job.property("app")));
	}

	/**
	 * Shows the jobs alone: what is in the environment may be secret.
	 */
	@Override
	public String toString() {
		return "AzureDemand[jobs=%s]".formatted(this.jobs.keySet().stream().map(FaasJobDefinition::key).toList());
	}

}
