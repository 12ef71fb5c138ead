package io.blueprintfaas.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.NearestName;
import io.blueprintfaas.wire.WireVersion;

/**
 * Brings the configured jobs and the handlers of the application together.
 */
final class FaasJobDefinitions {

	static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(300);

	/** Starting an instance and the way there and back are not part of the run. */
	private static final Duration AROUND_THE_RUN = Duration.ofSeconds(15);

	private final Map<String, Job> jobs;

	private final FaasJobHandlers handlers;

	private final Binder binder;

	FaasJobDefinitions(Map<String, Job> jobs, FaasJobHandlers handlers, Binder binder) {
		this.jobs = jobs;
		this.handlers = handlers;
		this.binder = binder;
	}

	// The jobs with a provider whose number is known: by a handler or by configuration.
	Collection<FaasJobDefinition> all() {
		Map<String, FaasJobDefinition> definitions = new LinkedHashMap<>();
		this.jobs.forEach((name, job) -> find(name, job)
			.ifPresent((definition) -> definitions.putIfAbsent(definition.key().name(), definition)));
		return definitions.values();
	}

	// The job that configuration calls by this name.
	FaasJobDefinition require(String name) {
		Job job = Objects.requireNonNull(this.jobs.get(name));
		return find(name, job).orElseThrow(() -> withoutHandler(name));
	}

	// Name by which configuration calls a job.
	String configuredName(String name) {
		return this.jobs.containsKey(name) ? name
				: this.jobs.keySet().stream().filter((key) -> same(key, name)).findFirst().orElse(name);
	}

	// Settings of a job that has a provider.
	@Nullable Job settings(String jobName) {
		return this.jobs.get(configuredName(jobName));
	}

	@Nullable JobKey externalKey(String name) {
		return all().stream()
			.map(FaasJobDefinition::key)
			.filter((key) -> key.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	@Nullable FaasJobHandler handler(String name) {
		FaasJobHandler exact = this.handlers.get(name);
		return (exact != null) ? exact
				: this.handlers.all()
					.stream()
					.filter((handler) -> same(handler.key().name(), name))
					.findFirst()
					.orElse(null);
	}

	private Optional<FaasJobDefinition> find(String name, Job job) {
		if (job.provider() == null) {
			return Optional.empty();
		}
		FaasJobHandler handler = handler(name);
		if (handler != null) {
			return Optional.of(definition(handler.key(), job.provider(), job, handler));
		}
		return Optional.ofNullable(job.id()).map((id) -> definition(externalKey(name, id), job.provider(), job, null));
	}

	private FaasJobDefinition definition(JobKey key, String provider, Job job, @Nullable FaasJobHandler handler) {
		FunctionSettings settings = new FunctionSettings(job.memory(), job.timeout(), job.environment(),
				job.maxConcurrency(), job.keepWarm(), job.extras());
		boolean foreign = job.endpoint() != null || job.artifact() != null;
		WireVersion wire = (job.wire() != null) ? job.wire() : (foreign ? WireVersion.V1_0 : WireVersion.V1_1);
		Duration run = (job.timeout() != null) ? job.timeout() : DEFAULT_TIMEOUT;
		Duration deadline = (job.deadline() != null) ? job.deadline() : run.plus(AROUND_THE_RUN);
		return new FaasJobDefinition(key, provider, settings, job.endpoint(), job.function(), wire, job.artifact(),
				deadline, (handler != null) ? handler.signature() : null, handler != null && handler.idempotent(),
				this.binder);
	}

	private static JobKey externalKey(String name, long id) {
		try {
			return new JobKey(id, name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFaasJobException("blueprint.faas.jobs.%s is no job: %s".formatted(name, ex.getMessage()),
					"Correct the name or the 'id' of the job", ex);
		}
	}

	private InvalidFaasJobException withoutHandler(String name) {
		List<String> known = this.handlers.all().stream().map((handler) -> handler.key().name()).toList();
		String jobs = known.isEmpty() ? "The application has no @FaasJob method"
				: "The jobs are " + String.join(", ", known);
		String meant = NearestName.of(name, known).map("Did you mean '%s'? "::formatted).orElse("");
		return new InvalidFaasJobException("blueprint.faas.jobs.%s names no job of this application".formatted(name),
				meant + jobs
						+ ". For a function without a handler here, set blueprint.faas.jobs.%s.id".formatted(name));
	}

	private static boolean same(String left, String right) {
		return NearestName.uniform(left).equals(NearestName.uniform(right));
	}

}
