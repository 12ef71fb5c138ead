package io.blueprintfaas.gcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

import com.google.api.gax.core.CredentialsProvider;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.spring.core.DefaultCredentialsProvider;
import com.google.cloud.spring.core.GcpEnvironmentProvider;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasJob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * How whole applications start that have no credentials for Google Cloud and cannot reach
 * it.
 */
@ExtendWith(OutputCaptureExtension.class)
class GcpStartTests {

	private static final String WARNING_OF_SPRING_CLOUD_GCP = "No core credentials are set";

	@TempDir
	private Path home;

	@Test
	void startsWithoutWarningAndWithoutLookingForCredentials(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("blueprint.faas.jobs.square.provider=gcp",
				"blueprint.faas.gcp.region=europe-west1")) {
			assertThat(context.getBeansOfType(CredentialsProvider.class, true, false)).hasSize(1);
			assertThat(context.getBeansOfType(GcpProjectIdProvider.class)).hasSize(1);
			assertThat(context.getBeansOfType(GcpEnvironmentProvider.class)).hasSize(1);
			assertThat(context.getBeanFactory().containsSingleton("functionServiceClient")).isFalse();
			assertThat(output.getAll()).contains("Started")
				.doesNotContain("WARN")
				.doesNotContain("ERROR")
				.doesNotContain("Exception")
				.doesNotContain("\tat ")
				.doesNotContain("default project ID");
		}
	}

	@Test
	void startsWithConfiguredKeysWithoutAskingForAToken(CapturedOutput output) throws IOException {
		try (StubIssuer issuer = new StubIssuer(Clock.systemUTC())) {
			Path file = Files.writeString(this.home.resolve("key.json"), issuer.keyFile());
			String encoded = Base64.getEncoder().encodeToString(issuer.keyFile().getBytes(StandardCharsets.UTF_8));
			for (String key : List.of("location=" + file.toUri(), "encoded-key=" + encoded)) {
				try (ConfigurableApplicationContext context = start("blueprint.faas.jobs.square.provider=gcp",
						"blueprint.faas.gcp.region=europe-west1", "spring.cloud.gcp.project-id=my-project",
						"spring.cloud.gcp.credentials." + key)) {
					assertThat(context.getBean(CredentialsProvider.class).getCredentials())
						.isInstanceOf(ServiceAccountCredentials.class);
				}
			}
			assertThat(issuer.server().requests()).isEmpty();
			assertThat(output.getAll()).contains("Started")
				.contains("service account caller@my-project.iam.gserviceaccount.com")
				.doesNotContain("WARN")
				.doesNotContain("Exception")
				.doesNotContain("\tat ")
				.doesNotContain(encoded);
		}
	}

	@Test
	void firstCallNamesWaysToGiveCredentials(CapturedOutput output) {
		withoutCredentials(() -> {
			try (ConfigurableApplicationContext context = start("blueprint.faas.jobs.square.provider=gcp",
					"blueprint.faas.gcp.region=europe-west1", "spring.cloud.gcp.project-id=my-project")) {
				assertThatExceptionOfType(FaasAccessDeniedException.class)
					.isThrownBy(() -> context.getBean(Application.class).square(5))
					.withMessageContaining("GOOGLE_APPLICATION_CREDENTIALS")
					.withMessageContaining("gcloud auth application-default login")
					.withMessageContaining("'spring.cloud.gcp.credentials.location'");
				assertThat(output.getAll()).doesNotContain(WARNING_OF_SPRING_CLOUD_GCP);
			}
		});
	}

	// What this module is about: if it fails, Spring Cloud GCP does without the warning
	// itself, and its own beans will do.
	@Test
	void springCloudGcpAloneWarnsWithStackTrace(CapturedOutput output) {
		withoutCredentials(() -> {
			try (ConfigurableApplicationContext context = start(
					"spring.autoconfigure.exclude=" + GcpFaasAutoConfiguration.class.getName(),
					"spring.cloud.gcp.project-id=my-project")) {
				assertThat(context.getBean(CredentialsProvider.class)).isInstanceOf(DefaultCredentialsProvider.class);
				assertThat(output.getAll()).contains(WARNING_OF_SPRING_CLOUD_GCP).contains("\tat ");
			}
		});
	}

	private void withoutCredentials(Runnable test) {
		assumeThat(System.getenv("GOOGLE_APPLICATION_CREDENTIALS")).isNull();
		assumeThat(System.getenv("CLOUDSDK_CONFIG")).isNull();
		String userHome = System.getProperty("user.home");
		System.setProperty("user.home", this.home.toString());
		try {
			test.run();
		}
		finally {
			System.setProperty("user.home", userHome);
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
