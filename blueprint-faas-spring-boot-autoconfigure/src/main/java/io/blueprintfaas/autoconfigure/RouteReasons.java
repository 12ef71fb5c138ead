package io.blueprintfaas.autoconfigure;

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
import io.blueprintfaas.JobKey;

/**
 * Tells what decided where a job runs.
 */
final class RouteReasons {

	private final FaasProperties properties;

	private final Environment environment;

	RouteReasons(FaasProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	String why(JobKey job, @Nullable FaasExecutor executor) {
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

}
