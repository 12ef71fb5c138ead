package io.blueprintfaas.azure;

import com.azure.core.credential.TokenCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.blueprintfaas.FaasJob;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How whole applications start that have no credentials for Azure and cannot reach it.
 */
@ExtendWith(OutputCaptureExtension.class)
class AzureStartTests {

	@Test
	void startsWithoutWarningAndWithoutMakingCredentials(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("blueprint.faas.jobs.square.provider=azure")) {
			assertThat(context.getBeanNamesForType(TokenCredential.class, true, false))
				.containsExactly(AzureCredentials.DEFAULT_NAME);
			assertThat(context.getBean(AzureManagement.class)).hasFieldOrPropertyWithValue("made", null);
			assertThat(output.getAll()).contains("Started")
				.doesNotContain("WARN")
				.doesNotContain("ERROR")
				.doesNotContain("Exception")
				.doesNotContain("\tat ");
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.cloud.aws.s3.enabled=false")
			.properties(properties)
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@FaasJob(id = 7, name = "square")
		int square(int number) {
			throw new IllegalStateException("runs here");
		}

	}

}
