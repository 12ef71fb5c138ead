package io.blueprintfaas.custom;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.provider.ReadableSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CustomFaasLifecycle}.
 */
class CustomFaasLifecycleTests {

	private final HttpFunctionClient client = new HttpFunctionClient("test", WebClient::builder,
			HttpFunctionClientSettings.DEFAULTS, HttpCredential.none());

	private final List<String> steps = new ArrayList<>();

	@TempDir
	private Path folder;

	private StubServer server;

	private FunctionPackage functionPackage;

	@BeforeEach
	void start() {
		this.server = StubServer.start();
		this.functionPackage = TestPackages.answering(this.folder, "{}");
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.client.destroy();
	}

	@Test
	void uploadsFunctionThatIsNotThere() throws Exception {
		StubPlatform platform = StubPlatform.original();
		this.server.answer(platform::answer);
		FaasDeployment deployment = deploy(FunctionSettings.DEFAULTS);
		assertThat(methods()).containsExactly("GET", "PUT", "GET");
		StubRequest upload = this.server.requests().get(1);
		assertThat(upload.path()).isEqualTo("/api/functions/job7");
		assertThat(upload.header("Content-Type")).isEqualTo("application/zip");
		assertThat(upload.header("X-Blueprint-Replace")).isNull();
		assertThat(upload.body()).isEqualTo(Files.readAllBytes(this.functionPackage.file()));
		assertThat(new String(platform.config(), StandardCharsets.UTF_8)).isEqualTo("{}");
		assertThat(deployment).isEqualTo(new FaasDeployment(TestJobs.KEY, "custom", "job7", "deployed", true,
				URI.create("http://localhost/x"), null, this.functionPackage.size(), DataSize.ofMegabytes(512),
				Duration.ofSeconds(300), Duration.ofMillis(120), Instant.parse("2026-01-02T03:04:05Z")));
		assertThat(this.steps).containsExactly("looking at what is deployed",
				"uploading %s".formatted(ReadableSize.of(this.functionPackage.size())),
				"waiting for the function to be deployed");
	}

	@Test
	void sendsSettings() {
		StubPlatform platform = StubPlatform.original();
		this.server.answer(platform::answer);
		deploy(new FunctionSettings(DataSize.ofGigabytes(1), Duration.ofMinutes(2), Map.of("B", "2", "A", "1"), 5, 1,
				Map.of()));
		assertThat(new String(platform.config(), StandardCharsets.UTF_8)).isEqualTo(
				"{\"memory_mb\":1024,\"timeout_secs\":120,\"max_concurrency\":5,\"keep_warm\":1,\"env_vars\":{\"A\":\"1\",\"B\":\"2\"}}");
	}

	@Test
	void uploadsNothingWhenEqualPackageWithEqualSettingsIsThere() {
		this.server.answer(StubPlatform.hashing()::answer);
		assertThat(deploy(settings("A", "1")).changed()).isTrue();
		this.server.requests().clear();
		FaasDeployment again = deploy(settings("A", "1"));
		assertThat(again.changed()).isFalse();
		assertThat(again.sha256()).isEqualTo(this.functionPackage.sha256());
		assertThat(methods()).containsExactly("GET");
	}

	@Test
	void replacesInOneStepWhenPackageOrSettingsDiffer() {
		this.server.answer(StubPlatform.hashing()::answer);
		deploy(settings("A", "1"));
		this.server.requests().clear();
		assertThat(deploy(settings("A", "2")).changed()).isTrue();
		this.functionPackage = TestPackages.answering(this.folder, "{\"other\":1}");
		assertThat(deploy(settings("A", "2")).changed()).isTrue();
		assertThat(methods()).containsExactly("GET", "PUT", "GET", "GET", "PUT", "GET");
		assertThat(this.server.requests().get(1).header("X-Blueprint-Replace")).isEqualTo("true");
	}

	@Test
	void leavesDecisionToPlatformThatDoesNotTellWhatIsDeployed() {
		this.server
			.answer((request) -> StubAnswer.json(200, "{\"status\":\"deployed\",\"sha256\":\"%s\",\"changed\":false}"
				.formatted(this.functionPackage.sha256())));
		assertThat(deploy(FunctionSettings.DEFAULTS).changed()).isFalse();
		assertThat(methods()).containsExactly("GET", "PUT", "GET");
	}

	@Test
	void deletesFirstWhenPlatformCannotReplace() {
		this.server.answer(StubPlatform.original()::answer);
		deploy(FunctionSettings.DEFAULTS);
		this.server.requests().clear();
		this.steps.clear();
		assertThat(deploy(FunctionSettings.DEFAULTS).changed()).isTrue();
		assertThat(methods()).containsExactly("GET", "PUT", "DELETE", "PUT", "GET");
		assertThat(this.steps).contains("the platform does not replace functions in one step: removing it first");
	}

	@Test
	void waitsUntilPlatformHasDeployed() {
		this.server.answer(StubPlatform.replacing().statuses("pending", "deploying", "deploying")::answer);
		assertThat(deploy(FunctionSettings.DEFAULTS).status()).isEqualTo("deployed");
		assertThat(methods()).containsExactly("GET", "PUT", "GET", "GET", "GET", "GET");
	}

	@Test
	void failsWhenPlatformSaysItFailed() {
		this.server.answer(StubPlatform.replacing().statuses("deploying", "failed")::answer);
		assertThat(failure()).hasMessageContaining("'failed'")
			.extracting(FaasDeploymentException::getStep)
			.isEqualTo("waiting for the function to be deployed");
	}

	@Test
	void failsWhenPlatformDoesNotDeployInTime() {
		this.server.answer((request) -> ("GET".equals(request.method()) && this.server.requests().size() == 1)
				? StubAnswer.empty(404) : StubAnswer.json(200, "{\"status\":\"deploying\"}"));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle(DataSize.ofMegabytes(50), Duration.ofMillis(500))
				.deploy(this.functionPackage, FunctionSettings.DEFAULTS, FaasProgress.NONE)
				.block())
			.withMessageContaining("its status is 'deploying'");
	}

	@Test
	void failsWhenAnotherPackageIsThereAfterwards() {
		this.server.answer((request) -> StubAnswer.json(200,
				"{\"status\":\"deployed\",\"sha256\":\"%s\"}".formatted("0".repeat(64))));
		assertThat(failure()).hasMessageContaining("0".repeat(64)).hasMessageContaining(this.functionPackage.sha256());
	}

	@Test
	void refusesTooLargePackageBeforeAnyRequest() {
		FaasLifecycle lifecycle = lifecycle(DataSize.ofBytes(10), Duration.ofSeconds(10));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(
					() -> lifecycle.deploy(this.functionPackage, FunctionSettings.DEFAULTS, FaasProgress.NONE).block())
			.withMessageContaining("%d bytes".formatted(this.functionPackage.size().toBytes()))
			.withMessageContaining("10 bytes");
		FunctionPackage bomb = new FunctionPackage(this.functionPackage.file(), this.functionPackage.sha256(),
				DataSize.ofBytes(5), DataSize.ofMegabytes(300));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle.deploy(bomb, FunctionSettings.DEFAULTS, FaasProgress.NONE).block())
			.withMessageContaining("314572800 bytes unpacked");
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "400", "401", "413", "500", "503" })
	void namesStepAndWhatPlatformSaid(int status) {
		this.server.answer((request) -> "GET".equals(request.method()) ? StubAnswer.empty(404)
				: StubAnswer.json(status, "{\"error\":\"it is wrong\",\"code\":\"BAD_ZIP\"}"));
		FaasDeploymentException failure = failure();
		assertThat(failure.getStep()).isEqualTo("uploading the package");
		assertThat(failure).hasMessageContaining("BAD_ZIP: it is wrong").hasMessageContaining(Integer.toString(status));
		if (status == 401) {
			assertThat(failure).hasCauseInstanceOf(FaasAccessDeniedException.class);
		}
	}

	@Test
	void namesStepWhenPlatformIsNotReached() {
		FaasLifecycle lifecycle = new CustomFaasPlatform(this.client, StubServer.unused(), null,
				new CustomFaasLimits(DataSize.ofMegabytes(50), DataSize.ofMegabytes(250), Duration.ofSeconds(5)))
			.lifecycle(TestJobs.job().definition());
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(
					() -> lifecycle.deploy(this.functionPackage, FunctionSettings.DEFAULTS, FaasProgress.NONE).block())
			.withMessageContaining("Failed while looking at what is deployed")
			.withMessageContaining("refused")
			.withCauseInstanceOf(FaasUnavailableException.class);
	}

	@Test
	void inspects() {
		this.server.answer(StubPlatform.hashing()::answer);
		assertThat(lifecycle().deployment().block()).isNull();
		deploy(FunctionSettings.DEFAULTS);
		FaasDeployment deployment = lifecycle().deployment().block();
		assertThat(deployment.changed()).isFalse();
		assertThat(deployment.sha256()).isEqualTo(this.functionPackage.sha256());
	}

	@Test
	void leavesOutWhatPlatformDoesNotTell() {
		this.server.answer(StubAnswer.json(200, "{\"deployed_at\":\"yesterday\",\"endpoint\":\"not an address\"}"));
		assertThat(lifecycle().deployment().block()).isEqualTo(new FaasDeployment(TestJobs.KEY, "custom", "job7",
				"unknown", false, null, null, null, null, null, null, null));
	}

	@Test
	void removes() {
		this.server.answer(StubPlatform.original()::answer);
		assertThat(lifecycle().undeploy().block()).isFalse();
		deploy(FunctionSettings.DEFAULTS);
		assertThat(lifecycle().undeploy().block()).isTrue();
		assertThat(lifecycle().deployment().block()).isNull();
	}

	@Test
	void warms() {
		this.server.answer(StubAnswer.json(200, "{\"status\":\"warm\",\"instances_warmed\":3}"));
		assertThat(lifecycle().warm().block()).isEqualTo(3);
		assertThat(this.server.requests().get(0).path()).isEqualTo("/api/functions/job7/warm");
		this.server.answer(StubAnswer.json(200, "{\"status\":\"warm\"}"));
		assertThat(lifecycle().warm().block()).isNull();
		this.server.answer(StubAnswer.empty(405));
		assertThat(lifecycle().warm().block()).isNull();
	}

	@Test
	void tellsMissingWarmRouteFromMissingFunction() {
		this.server.answer(StubPlatform.original()::answer);
		assertThatExceptionOfType(FaasNotDeployedException.class).isThrownBy(() -> lifecycle().warm().block());
		deploy(FunctionSettings.DEFAULTS);
		assertThat(lifecycle().warm().block()).isNull();
	}

	@Test
	void refusesToDeployWhereOnlyEndpointIsKnown() {
		FaasLifecycle lifecycle = new CustomFaasPlatform(this.client, this.server.uri(), null,
				new CustomFaasLimits(DataSize.ofMegabytes(50), DataSize.ofMegabytes(250), Duration.ofSeconds(5)))
			.lifecycle(TestJobs.job().endpoint("http://localhost/own").definition());
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(
					() -> lifecycle.deploy(this.functionPackage, FunctionSettings.DEFAULTS, FaasProgress.NONE).block())
			.withMessageContaining("remove 'blueprint.faas.jobs.square.endpoint'");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> lifecycle.undeploy().block());
		assertThat(lifecycle.warm().block()).isNull();
		assertThat(this.server.requests()).isEmpty();
	}

	private FaasDeployment deploy(FunctionSettings settings) {
		return lifecycle().deploy(this.functionPackage, settings, this.steps::add).block();
	}

	private FaasDeploymentException failure() {
		return assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(FunctionSettings.DEFAULTS))
			.actual();
	}

	private FaasLifecycle lifecycle() {
		return lifecycle(DataSize.ofMegabytes(50), Duration.ofSeconds(20));
	}

	private FaasLifecycle lifecycle(DataSize maxPackageSize, Duration deployTimeout) {
		return CustomFaasPlatform
			.at(this.client, this.server.uri(), maxPackageSize, DataSize.ofMegabytes(250), deployTimeout)
			.lifecycle(TestJobs.job().definition());
	}

	private List<String> methods() {
		return this.server.requests().stream().map(StubRequest::method).toList();
	}

	private static FunctionSettings settings(String name, String value) {
		return new FunctionSettings(null, null, Map.of(name, value), null, 0, Map.of());
	}

}
