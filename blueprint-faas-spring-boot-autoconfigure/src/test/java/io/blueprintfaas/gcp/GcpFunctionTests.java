package io.blueprintfaas.gcp;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GcpFunction}.
 */
class GcpFunctionTests {

	private final TestGcp gcp = new TestGcp();

	@AfterEach
	void close() {
		this.gcp.close();
	}

	@Test
	void isNamedByPrefixAndNumber() {
		assertThat(this.gcp.gcpFunction().resourceName())
			.isEqualTo("projects/my-project/locations/europe-west1/functions/blueprint-job-7");
		this.gcp.all("function-prefix", "acme");
		assertThat(this.gcp.gcpFunction().name()).isEqualTo("acme-job-7");
	}

	@Test
	void isNamedByTheJob() {
		this.gcp.function = "resize-pictures";
		this.gcp.job("region", "us-central1");
		assertThat(this.gcp.gcpFunction().resourceName())
			.isEqualTo("projects/my-project/locations/us-central1/functions/resize-pictures");
	}

	@Test
	void isNamedInFull() {
		this.gcp.all("region", null);
		this.gcp.function = "projects/other-project/locations/asia-east2/functions/resize";
		assertThat(this.gcp.gcpFunction().resourceName()).isEqualTo(this.gcp.function);
	}

	@Test
	void isInProjectOfTheCredentialsByDefault() {
		this.gcp.all("project-id", null);
		assertThat(this.gcp.gcpFunction().project()).isNull();
		assertThat(this.gcp.gcpFunction().in("theirs").parent()).isEqualTo("projects/theirs/locations/europe-west1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "Upper", "under_score", "1first", "ends-", "a.b.c.d",
			"a123456789012345678901234567890123456789012345678901234567890123",
			"projects/my-project/locations/europe-west1/functions/x" })
	void refusesNames(String name) {
		this.gcp.function = name;
		refused("blueprint.faas.jobs.square.function");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abcd", "a12345678901234567890123456789012345678901234567890123456789012", "a--1" })
	void takesNames(String name) {
		this.gcp.function = name;
		assertThat(this.gcp.gcpFunction().name()).isEqualTo(name);
	}

	@Test
	void refusesPrefixThatMakesNoName() {
		this.gcp.all("function-prefix", "My_App");
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(this.gcp::gcpFunction)
			.withMessageContaining("'blueprint.faas.gcp.function-prefix' is 'My_App'")
			.withMessageContaining("'My_App-job-7'");
	}

	@Test
	void asksForRegion() {
		this.gcp.all("region", null);
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(this.gcp::gcpFunction)
			.satisfies((failure) -> {
				assertThat(failure.getDescription())
					.isEqualTo("Job 'square' (7) has provider 'gcp', but no region is set, and there is no default");
				assertThat(failure.getAction())
					.isEqualTo("Set 'blueprint.faas.gcp.region', for example to 'europe-west1', or "
							+ "'blueprint.faas.jobs.square.region' for this job alone");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "europe", "EUROPE-WEST1", "europe-west1-b", "eu-west-1" })
	void refusesRegions(String region) {
		this.gcp.all("region", region);
		refused("blueprint.faas.gcp.region");
		this.gcp.job("region", region);
		refused("blueprint.faas.jobs.square.region");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "My Project", "projects/my-project" })
	void refusesProjects(String project) {
		this.gcp.all("project-id", project);
		refused("blueprint.faas.gcp.project-id");
	}

	@Test
	void takesProjectOfOrganisationAndNumber() {
		this.gcp.all("project-id", "example.com:my-project");
		assertThat(this.gcp.gcpFunction().project()).isEqualTo("example.com:my-project");
		this.gcp.all("project-id", "123456789012");
		assertThat(this.gcp.gcpFunction().project()).isEqualTo("123456789012");
	}

	@Test
	void refusesDeadlineBeyondWhatThePlatformAllows() {
		this.gcp.deadline = Duration.ofMinutes(62);
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(this.gcp::gcpFunction)
			.withMessageContaining("3720 s")
			.withMessageContaining("3600 s")
			.withMessageContaining("blueprint.faas.jobs.square.deadline");
		this.gcp.deadline = Duration.ofSeconds(3615);
		assertThat(this.gcp.gcpFunction()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/square", "https:/no-host", "ftp://localhost/x", "http://10.0.0.1" })
	void refusesEndpoints(String endpoint) {
		this.gcp.endpoint = URI.create(endpoint);
		refused("blueprint.faas.jobs.square.endpoint");
	}

	@ParameterizedTest
	@CsvSource({ "https://square-abc-ew.a.run.app, https://square-abc-ew.a.run.app",
			"https://square-abc-ew.a.run.app/, https://square-abc-ew.a.run.app",
			"https://square-abc-ew.a.run.app/path?x=1, https://square-abc-ew.a.run.app",
			"https://europe-west1-p.cloudfunctions.net/square?x=1, https://europe-west1-p.cloudfunctions.net/square",
			"https://user@example.com/, https://example.com" })
	void hasAddressAsAudience(String address, String audience) {
		assertThat(this.gcp.gcpFunction().audienceAt(URI.create(address))).isEqualTo(audience);
	}

	@Test
	void hasAudienceOfTheJob() {
		this.gcp.job("audience", "my-audience");
		assertThat(this.gcp.gcpFunction().audienceAt(URI.create("https://x.run.app"))).isEqualTo("my-audience");
	}

	private void refused(String property) {
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(this.gcp::gcpFunction)
			.withMessageContaining("'square' (7)")
			.withMessageContaining("'%s'".formatted(property))
			.withMessageContaining("provider 'gcp' takes");
	}

}
