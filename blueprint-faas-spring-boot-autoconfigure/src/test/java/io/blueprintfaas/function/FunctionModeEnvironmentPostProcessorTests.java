package io.blueprintfaas.function;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionModeEnvironmentPostProcessorTests {

	@Test
	void changesNothingOfAnApplicationThatIsNoFunction() {
		for (MockEnvironment environment : new MockEnvironment[] { new MockEnvironment(),
				new MockEnvironment().withProperty("blueprint.faas.function.enabled", "false") }) {
			int sources = environment.getPropertySources().size();
			SpringApplication application = new SpringApplication(Empty.class);
			new FunctionModeEnvironmentPostProcessor().postProcessEnvironment(environment, application);
			assertThat(environment.getPropertySources()).hasSize(sources);
			assertThat(application.getAdditionalProfiles()).isEmpty();
		}
	}

	@Test
	void winsOverTheConfigurationOfTheApplication() {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.REACTIVE);
		application.setDefaultProperties(Map.of("blueprint.faas.function.enabled", "true"));
		application.setAdditionalProfiles("own");
		try (ConfigurableApplicationContext context = application.run("--spring.main.web-application-type=reactive",
				"--spring.main.lazy-initialization=true", "--management.server.port=9000",
				"--spring.profiles.active=prod")) {
			ConfigurableEnvironment environment = context.getEnvironment();
			assertThat(application.getWebApplicationType()).isEqualTo(WebApplicationType.NONE);
			assertThat(environment.getActiveProfiles()).containsExactly("own", "faas-function", "prod");
			assertThat(environment.getProperty("spring.main.lazy-initialization")).isEqualTo("false");
			assertThat(environment.getProperty("management.server.port")).isEqualTo("-1");
			assertThat(environment.getProperty("spring.jmx.enabled")).isEqualTo("false");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
