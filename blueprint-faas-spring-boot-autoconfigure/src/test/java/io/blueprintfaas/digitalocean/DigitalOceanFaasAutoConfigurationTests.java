package io.blueprintfaas.digitalocean;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DigitalOceanFaasAutoConfiguration}.
 */
class DigitalOceanFaasAutoConfigurationTests {

	private static final String PREFIX = "blueprint.faas.digitalocean.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				DigitalOceanFaasAutoConfiguration.class, FaasAutoConfiguration.class))
		.withUserConfiguration(FunctionsFlowTests.JobsConfiguration.class)
		.withPropertyValues("blueprint.faas.jobs.square.provider=digitalocean",
				PREFIX + "base-url=" + StubServer.unused());

	@Test
	void startsWithoutTokenAndWithoutNetwork() {
		this.contextRunner.withPropertyValues(PREFIX + "region=fra1")
			.run((context) -> assertThatExceptionOfType(FaasAccessDeniedException.class)
				.isThrownBy(() -> context.getBean(FaasTemplate.class).invoke("square", Integer.class, 5).block())
				.withMessageContaining("takes a token, and there is none; set 'blueprint.faas.digitalocean.token'")
				.withMessageContaining("square"));
	}

	@Test
	void offersProviderAndBacksOff() {
		this.contextRunner.withPropertyValues(PREFIX + "region=fra1").run((context) -> {
			DigitalOceanFaasProvider provider = context.getBean(DigitalOceanFaasProvider.class);
			assertThat(provider.name()).isEqualTo("digitalocean");
			assertThat(provider.jobKeys()).contains("kind", "package").doesNotContain("image", "concurrency");
		});
	}

	@Test
	void refusesMissingRegion() {
		refuses("no region is set, and there is no default");
	}

	@Test
	void refusesUnknownRegionWithTheNearest() {
		refuses("which is 'far1', but provider 'digitalocean' takes ams3, blr1, fra1, lon1, nyc1, sfo3, sgp1, syd1, tor1",
				"region=far1");
		refuses("Did you mean 'fra1'?", "region=far1");
	}

	@Test
	void takesNamespaceOfAnyRegion() {
		this.contextRunner.withPropertyValues(PREFIX + "namespace=fn-1", PREFIX + "region=new9")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void takesConfiguredKeyWithoutRegion() {
		this.contextRunner
			.withPropertyValues(PREFIX + "api-host=https://faas.example.com", PREFIX + "api-key=id:secret")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesJavaWithReasonAndWays() {
		refuses("it has no runtime for Java", "region=fra1", "kind=java:17");
		refuses("'blueprint.faas.jobs.square.package' to 'bundled-jre'", "region=fra1", "kind=java:17");
	}

	@Test
	void refusesOtherKindsAndImages() {
		refuses("go, nodejs, php and python", "region=fra1", "kind=cobol:1");
		refuses("and no images of yours", "region=fra1", "kind=blackbox");
		this.contextRunner.withPropertyValues(PREFIX + "region=fra1", "blueprint.faas.jobs.square.image=me/function")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("blueprint.faas.jobs.square.image"));
	}

	@Test
	void refusesMemoryAndTimeoutOutOfRange() {
		this.contextRunner.withPropertyValues(PREFIX + "region=fra1", "blueprint.faas.jobs.square.memory=2GB")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("from 128MB to 1GB in whole megabytes"));
		this.contextRunner.withPropertyValues(PREFIX + "region=fra1", "blueprint.faas.jobs.square.timeout=901s")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("from 100ms to 900s"));
	}

	@Test
	void refusesNamespacesOfAppPlatform() {
		refuses("belong to App Platform", "namespace=ap-1");
	}

	@Test
	void refusesValuesWithoutShowingSecrets() {
		refuses("'apiKey' must be the id and the secret", "region=fra1", "api-key=topsecret");
		refuses("'apiHost' must not be set without 'apiKey'", "api-host=https://faas.example.com");
		refuses("'keyExpiry' must be at least 1h in whole hours, but is PT30M", "region=fra1", "key-expiry=30m");
		refuses("'maxPayload' must be from 1B to 1MB", "region=fra1", "max-payload=2MB");
		refuses("'maxCodeSize' must be from 1B to 48MB", "region=fra1", "max-code-size=49MB");
		refuses("'baseUrl' must be an https address", "region=fra1", "base-url=http://api.example.com");
	}

	private void refuses(String message, String... values) {
		ApplicationContextRunner runner = this.contextRunner;
		for (String value : values) {
			runner = runner.withPropertyValues(PREFIX + value);
		}
		runner.run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.hasMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("topsecret")));
	}

}
