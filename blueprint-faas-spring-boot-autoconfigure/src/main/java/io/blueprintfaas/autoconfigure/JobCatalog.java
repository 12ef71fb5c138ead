package io.blueprintfaas.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.operations.CatalogJob;
import io.blueprintfaas.operations.FaasJobCatalog;

/**
 * The jobs of the application as configuration and handlers make them.
 */
final class JobCatalog implements FaasJobCatalog {

	private final FaasJobHandlers handlers;

	private final FaasRegistry registry;

	private final FaasJobDefinitions definitions;

	private final FaasExecutors executors;

	private final RouteReasons reasons;

	JobCatalog(FaasJobHandlers handlers, FaasRegistry registry, FaasJobDefinitions definitions, FaasExecutors executors,
			RouteReasons reasons) {
		this.handlers = handlers;
		this.registry = registry;
		this.definitions = definitions;
		this.executors = executors;
		this.reasons = reasons;
	}

	@Override
	public List<CatalogJob> jobs() {
		Map<Long, JobKey> jobs = new TreeMap<>();
		this.handlers.all().stream().map(FaasJobHandler::key).forEach((key) -> jobs.put(key.id(), key));
		this.registry.jobs().forEach((key) -> jobs.put(key.id(), key));
		return jobs.values().stream().map(this::job).toList();
	}

	private CatalogJob job(JobKey key) {
		FaasExecutor executor = this.registry.get(key.name());
		return new CatalogJob(key, this.handlers.get(key.name()), executor,
				(executor != null) ? this.definitions.of(key) : List.of(), this.executors.policies(key.name()),
				this.reasons.why(key, executor));
	}

}
