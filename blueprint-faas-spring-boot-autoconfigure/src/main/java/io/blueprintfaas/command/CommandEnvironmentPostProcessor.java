package io.blueprintfaas.command;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Makes an application that is started with a command one that opens no port and logs
 * little, and to the standard error: the standard output is for what the command shows.
 */
final class CommandEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String COMMAND_PROPERTY = "blueprint.faas.command";

	/** That a command was asked for when the application was started, not by a file. */
	static final String ASKED_PROPERTY = COMMAND_PROPERTY + ".asked";

	private static final Map<String, Object> PROPERTIES = Map.of(ASKED_PROPERTY, "true",
			"spring.main.web-application-type", "none", "spring.main.banner-mode", "off", "spring.main.keep-alive",
			"false", "spring.jmx.enabled", "false", "management.server.port", "-1", "blueprint.faas.startup-report",
			"false", "spring.devtools.restart.enabled", "false", "spring.docker.compose.enabled", "false");

	private static final Map<String, Object> DEFAULTS = Map.of("logging.threshold.console", "warn");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!StringUtils.hasText(environment.getProperty(COMMAND_PROPERTY))) {
			return;
		}
		environment.getPropertySources().addFirst(new MapPropertySource("faasCommand", PROPERTIES));
		environment.getPropertySources().addLast(new MapPropertySource("faasCommandDefaults", DEFAULTS));
		System.setOut(System.err);
	}

	// Configuration files cannot ask for a command: it would run each time
	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
