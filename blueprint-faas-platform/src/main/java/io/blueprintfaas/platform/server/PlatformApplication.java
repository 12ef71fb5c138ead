package io.blueprintfaas.platform.server;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The platform as an application of its own. Its configuration file is
 * {@code blueprint-platform.yml}, not {@code application.yml}, so that it may stand
 * beside another application.
 */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
public class PlatformApplication {

	/**
	 * Starts the platform.
	 * @param args properties as {@code --name=value}
	 */
	public static void main(String[] args) {
		run(args);
	}

	static ConfigurableApplicationContext run(String[] args) {
		SpringApplication application = new SpringApplication(PlatformApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "blueprint-platform", "spring.application.name",
				"blueprint-platform", "spring.main.banner-mode", "off", "server.shutdown", "graceful"));
		return application.run(args);
	}

}
