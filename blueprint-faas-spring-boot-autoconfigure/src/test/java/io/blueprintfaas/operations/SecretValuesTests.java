package io.blueprintfaas.operations;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretValuesTests {

	private static final String VALUE = "q7-planted";

	@ParameterizedTest
	@ValueSource(strings = { "blueprint.faas.jobs.a.environment.DATABASE_URL", "blueprint.faas.jobs.a.extras.header",
			"blueprint.faas.custom.api-key", "blueprint.faas.jobs.a.auth.token", "spring.datasource.password",
			"client.client-secret", "spring.cloud.azure.credential" })
	void hidesValueOf(String key) {
		assertThat(hide(Map.of(key, VALUE), "refused: [" + VALUE + "]")).isEqualTo("refused: [******]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "blueprint.faas.jobs.a.provider", "blueprint.faas.jobs.a.function", "server.address" })
	void leavesValueOf(String key) {
		assertThat(hide(Map.of(key, VALUE), VALUE)).isEqualTo(VALUE);
	}

	@Test
	void hidesWhatPlaceholdersStandFor() {
		assertThat(hide(Map.of("blueprint.faas.custom.api-key", "${from}", "from", VALUE), VALUE)).isEqualTo("******");
	}

	@Test
	void leavesShortWords() {
		assertThat(hide(Map.of("blueprint.faas.jobs.a.environment.DEBUG", "true"), "it is true"))
			.isEqualTo("it is true");
	}

	@Test
	void hidesLongerValueAsAWhole() {
		assertThat(hide(Map.of("a.key", VALUE, "b.key", VALUE + "-and-more"), VALUE + "-and-more")).isEqualTo("******");
	}

	@Test
	void hidesVariablesOfTheProcess() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("AWS_SECRET_ACCESS_KEY", VALUE, "BLUEPRINT_FAAS_JOBS_A_ENVIRONMENT_B", "other" + VALUE)));
		ConfigurationPropertySources.attach(environment);
		assertThat(new SecretValues(environment).filter().apply(VALUE + " other" + VALUE)).isEqualTo("****** ******");
	}

	private static String hide(Map<String, Object> properties, String text) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		ConfigurationPropertySources.attach(environment);
		return new SecretValues(environment).filter().apply(text);
	}

}
