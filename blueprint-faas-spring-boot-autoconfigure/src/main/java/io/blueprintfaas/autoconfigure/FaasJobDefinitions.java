package io.blueprintfaas.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.autoconfigure.FaasProperties.ContractMismatch;
import io.blueprintfaas.autoconfigure.FaasProperties.Fallback;
import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.invocation.RoutePolicy;
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

	// The jobs with a provider whose number is known, by a handler or by configuration:
	// one
	// definition for each of its providers, in their order.
	Collection<FaasJobDefinition> all() {
		Map<String, List<FaasJobDefinition>> definitions = new LinkedHashMap<>();
		this.jobs.forEach((name, job) -> {
			List<FaasJobDefinition> found = find(name, job);
			if (!found.isEmpty()) {
				definitions.putIfAbsent(found.get(0).key().name(), found);
			}
		});
		return definitions.values().stream().flatMap(List::stream).toList();
	}

	// One job at each of its providers, if configuration gives it any.
	List<FaasJobDefinition> of(JobKey key) {
		return all().stream().filter((definition) -> definition.key().equals(key)).toList();
	}

	// The job that configuration calls by this name, at each of its providers.
	List<FaasJobDefinition> require(String name) {
		List<FaasJobDefinition> found = find(name, Objects.requireNonNull(this.jobs.get(name)));
		if (found.isEmpty()) {
			throw withoutHandler(name);
		}
		return found;
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

	// What configuration says of where calls of a job go.
	RoutePolicy routePolicy(String jobName) {
		Job job = settings(jobName);
		if (job == null) {
			return RoutePolicy.REMOTE;
		}
		return new RoutePolicy(job.mode(), job.overflow().permits(), job.overflow().lowMark(),
				job.fallback() == Fallback.LOCAL, job.contractMismatch() == ContractMismatch.LOCAL);
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

	private List<FaasJobDefinition> find(String name, Job job) {
		FaasJobHandler handler = handler(name);
		if (handler == null && job.id() == null) {
			return List.of();
		}
		JobKey key = (handler != null) ? handler.key() : externalKey(name, job.id());
		return job.provider().stream().map((provider) -> definition(key, provider, job, handler)).toList();
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
