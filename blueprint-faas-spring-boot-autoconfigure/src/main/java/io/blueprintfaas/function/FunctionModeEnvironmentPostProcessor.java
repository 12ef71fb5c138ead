package io.blueprintfaas.function;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.blueprintfaas.runtime.openwhisk.ActionVariables;

/**
 * Makes an application that is started as a function one that opens no port: without web
 * server, management server and JMX, whatever its own configuration says. It also
 * activates the profile {@value #PROFILE}, by which an application can configure what
 * else differs in a function. Environment variables that its platform told later than the
 * process began are in the environment like any other.
 */
final class FunctionModeEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String ENABLED_PROPERTY = "blueprint.faas.function.enabled";

	static final String PROFILE = "faas-function";

	/** Lazy beans would not be found as handlers. */
	private static final Map<String, Object> PROPERTIES = Map.of("spring.main.web-application-type", "none",
			"spring.main.banner-mode", "off", "spring.main.lazy-initialization", "false", "spring.main.keep-alive",
			"false", "spring.jmx.enabled", "false", "management.server.port", "-1", "spring.devtools.restart.enabled",
			"false", "spring.devtools.livereload.enabled", "false", "spring.docker.compose.enabled", "false");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.getProperty(ENABLED_PROPERTY, Boolean.class, false)) {
			return;
		}
		environment.getPropertySources().addFirst(new MapPropertySource("faasFunction", PROPERTIES));
		addVariables(environment.getPropertySources());
		Set<String> profiles = new LinkedHashSet<>(application.getAdditionalProfiles());
		profiles.add(PROFILE);
		application.setAdditionalProfiles(profiles.toArray(String[]::new));
	}

	// By the end of its name, Boot knows what has the form of environment variables
	private static void addVariables(MutablePropertySources sources) {
		Map<String, Object> variables = Map.copyOf(ActionVariables.values());
		if (!variables.isEmpty()) {
			sources.addAfter("faasFunction", new SystemEnvironmentPropertySource(
					"faasFunction-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		}
	}

	// Configuration files are read next, those of the profile among them
	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
