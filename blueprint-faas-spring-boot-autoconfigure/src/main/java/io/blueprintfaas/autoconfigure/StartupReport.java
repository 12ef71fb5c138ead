package io.blueprintfaas.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.invocation.FaasRoutes;

/**
 * One table at startup: each job, where it runs, and why.
 */
final class StartupReport {

	private static final Log logger = LogFactory.getLog("io.blueprintfaas.jobs");

	private final FaasProperties properties;

	private final FaasJobHandlers handlers;

	private final FaasRegistry registry;

	private final FaasJobDefinitions definitions;

	private final FaasRoutes routes;

	private final Environment environment;

	StartupReport(FaasProperties properties, FaasJobHandlers handlers, FaasRegistry registry,
			FaasJobDefinitions definitions, FaasRoutes routes, Environment environment) {
		this.properties = properties;
		this.handlers = handlers;
		this.registry = registry;
		this.definitions = definitions;
		this.routes = routes;
		this.environment = environment;
	}

	void log() {
		if (this.properties.startupReport() && logger.isInfoEnabled()) {
			List<String[]> rows = rows();
			if (!rows.isEmpty()) {
				logger.info("Where jobs run%n%s".formatted(table(rows)));
			}
		}
	}

	private List<String[]> rows() {
		Map<Long, JobKey> jobs = new TreeMap<>();
		this.handlers.all().stream().map(FaasJobHandler::key).forEach((key) -> jobs.put(key.id(), key));
		this.registry.jobs().forEach((key) -> jobs.put(key.id(), key));
		return jobs.values().stream().map(this::row).toList();
	}

	private String[] row(JobKey job) {
		FaasExecutor executor = this.registry.get(job.name());
		return new String[] { job.name(), Long.toString(job.id()), where(job, executor), why(job, executor) };
	}

	private String where(JobKey job, @Nullable FaasExecutor executor) {
		if (executor == null) {
			return "here";
		}
		Job settings = this.definitions.settings(job.name());
		String providers = (settings != null) ? String.join(", ", settings.provider()) : executor.provider();
		return switch (this.routes.mode(job.name())) {
			case REMOTE -> providers;
			case LOCAL -> "here, not %s".formatted(providers);
			case OVERFLOW -> "here, then %s".formatted(providers);
		};
	}

	private String why(JobKey job, @Nullable FaasExecutor executor) {
		if (!this.properties.enabled()) {
			return "blueprint.faas.enabled is false";
		}
		String key = "blueprint.faas.jobs.%s.provider".formatted(job.name());
		ConfigurationProperty property = property(key);
		property = (property != null) ? property : property(key + "[0]");
		if (property == null) {
			return (executor != null) ? "registered by the application" : "no %s".formatted(key);
		}
		return (property.getOrigin() != null) ? describe(property.getOrigin()) : key;
	}

	private static String describe(Origin origin) {
		if (origin instanceof TextResourceOrigin text && text.getResource() != null && text.getLocation() != null) {
			return "%s:%d".formatted(text.getResource().getFilename(), text.getLocation().getLine() + 1);
		}
		if (origin instanceof PropertySourceOrigin source) {
			return (source.getOrigin() != null) ? describe(source.getOrigin())
					: "%s of %s".formatted(source.getPropertyName(), source.getPropertySource().getName());
		}
		return origin.toString();
	}

	private @Nullable ConfigurationProperty property(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	private static String table(List<String[]> rows) {
		List<String[]> lines = new ArrayList<>(rows);
		lines.add(0, new String[] { "JOB", "ID", "RUNS AT", "WHY" });
		String format = "  %%-%ds  %%%ds  %%-%ds  %%s".formatted(width(lines, 0), width(lines, 1), width(lines, 2));
		return String.join(System.lineSeparator(),
				lines.stream().map((line) -> format.formatted((Object[]) line)).toList());
	}

	private static int width(List<String[]> lines, int column) {
		return lines.stream().map((line) -> line[column].length()).max(Comparator.naturalOrder()).orElse(1);
	}

}
