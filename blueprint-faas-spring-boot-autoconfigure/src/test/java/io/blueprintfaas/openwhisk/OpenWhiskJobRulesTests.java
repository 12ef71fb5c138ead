package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.packaging.PackagingException;
import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is refused at startup.
 */
class OpenWhiskJobRulesTests {

	private static final String JOB = "blueprint.faas.jobs.square.";

	@Test
	void takesWhatOpenWhiskTakes() {
		accepted(OpenWhiskJobs.job());
		accepted(OpenWhiskJobs.job().memory("128MB").timeout(Duration.ofMillis(100)));
		accepted(OpenWhiskJobs.job().memory("512MB").timeout(Duration.ofMinutes(5)));
		accepted(OpenWhiskJobs.job().key("package", "bundled-jre"));
		accepted(OpenWhiskJobs.job().key("package", "bundled-jre").key("kind", "go:1.24"));
		accepted(OpenWhiskJobs.job().key("package", "bundled-jre").key("kind", "go"));
		accepted(OpenWhiskJobs.job().key("image", "me/mine").key("kind", "blackbox"));
		accepted(OpenWhiskJobs.job().artifact(Path.of("a.jar")).key("kind", "java:8").key("main", "Main"));
		accepted(OpenWhiskJobs.job().environment(Map.of("A_1", "")).keepWarm(3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127MB", "513MB", "200KB", "131073KB" })
	void refusesMemory(String memory) {
		refused(OpenWhiskJobs.job().memory(memory), JOB + "memory", memory, "from 128MB to 512MB in whole megabytes",
				"blueprint.faas.openwhisk.max-memory");
	}

	@Test
	void goesByConfiguredLimits() {
		accepted(OpenWhiskJobs.job().memory("2GB").shared("max-memory", "2GB"));
		accepted(OpenWhiskJobs.job().timeout(Duration.ofHours(1)).shared("max-timeout", "1h"));
		accepted(OpenWhiskJobs.job().shared("max-timeout", "1m").shared("max-memory", "256MB"));
		refused(OpenWhiskJobs.job().memory("64MB").shared("min-memory", "65MB"), "from 65MB to 512MB");
	}

	@Test
	void refusesTimeout() {
		refused(OpenWhiskJobs.job().timeout(Duration.ofMillis(99)), JOB + "timeout", "'99ms'", "from 100ms to 300s",
				"blueprint.faas.openwhisk.max-timeout");
		refused(OpenWhiskJobs.job().timeout(Duration.ofMillis(300_001)), "'300001ms'");
	}

	@Test
	void refusesLimitThatPlatformDoesNotHave() {
		refused(OpenWhiskJobs.job().settings(new FunctionSettings(null, null, Map.of(), 5, 0, Map.of())),
				JOB + "max-concurrency' to 5", "no limit of calls for one function");
		refused(OpenWhiskJobs.job().key("concurrency", "0"), JOB + "concurrency", "at least 1");
		refused(OpenWhiskJobs.job().key("logs", "2GB"), JOB + "logs", "from 0MB to 1GB");
		refused(OpenWhiskJobs.job().key("logs", "10B"), "whole megabytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "java", "java:8", "java:default" })
	void refusesJavaOfThePlatformForThisApplication(String kind) {
		refused(OpenWhiskJobs.job().key("kind", kind), JOB + "kind", "runs Java 8, and Spring Boot 4 needs Java 17",
				JOB + "package", JOB + "image", JOB + "artifact", JOB + "function");
		refused(OpenWhiskJobs.job().shared("kind", kind).key("package", "bundled-jre"),
				"blueprint.faas.openwhisk.kind");
	}

	@Test
	void refusesRuntimesThatStartNoExecutable() {
		refused(OpenWhiskJobs.job().key("kind", "nodejs:20").key("package", "bundled-jre"), "'nodejs:20'",
				"runtimes of kind 'go' only", "Set '" + JOB + "kind' to 'go:default'");
		refused(OpenWhiskJobs.job().key("kind", "go/1"), JOB + "kind", "a language and a version");
	}

	@Test
	void refusesTwoCodes() {
		refused(OpenWhiskJobs.job().artifact(Path.of("a.zip")).key("package", "bundled-jre"), JOB + "artifact",
				JOB + "package", "Remove one of them");
		refused(OpenWhiskJobs.job().key("image", "me/mine").key("package", "bundled-jre"), JOB + "image",
				JOB + "package");
		refused(OpenWhiskJobs.job().key("image", "me/mine").key("kind", "go:1.24"), "is of kind 'blackbox'");
		refused(OpenWhiskJobs.job().key("image", "me mine"), JOB + "image", "the name of an image");
		refused(OpenWhiskJobs.job().key("kind", "blackbox"), "takes an image", "Set '" + JOB + "image'");
	}

	@Test
	void refusesEventWithResult() {
		refused(OpenWhiskJobs.job().key("invocation-type", "event").signature(signature("with")),
				JOB + "invocation-type' to 'event'", "java.lang.String", "let the handler return void");
		accepted(OpenWhiskJobs.job().key("invocation-type", "event").signature(signature("without")));
	}

	@ParameterizedTest
	@CsvSource({ "__OW_API_KEY,OpenWhisk's own", "server.port,SERVER_PORT", "1A,do not begin with a digit" })
	void refusesEnvironmentVariables(String name, String why) {
		refused(OpenWhiskJobs.job().environment(Map.of(name, "s3cret")), "'%s'".formatted(name), why);
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> check(OpenWhiskJobs.job().environment(Map.of(name, "s3cret"))))
			.withMessageNotContaining("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "blueprint-faas-job", "final", "exec" })
	void refusesAnnotationsWithMeaning(String name) {
		refused(OpenWhiskJobs.job().key("annotations." + name, "x"), "'%s'".formatted(name), "which have a meaning");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b/c/d", "a//b", "/a", "a/", " a", "a ", "a?b", "-a", "//a" })
	void refusesNames(String name) {
		refused(OpenWhiskJobs.job().function(name), JOB + "function", "'%s'".formatted(name),
				"'/namespace/package/function'");
	}

	@Test
	void refusesNamesByRuleAndEndpoints() {
		refused(OpenWhiskJobs.job().shared("function-prefix", "a/b"), "blueprint.faas.openwhisk.function-prefix",
				"'a/b-job-7'", JOB + "function");
		refused(OpenWhiskJobs.job().shared("package-name", "a/b"), "blueprint.faas.openwhisk.package-name");
		refused(OpenWhiskJobs.job().endpoint("https://user:s3cret@host/f"), JOB + "endpoint", "calls functions by name",
				JOB + "function");
	}

	@Test
	void refusesWhatSelfHostedOnesHaveElsewhere() {
		OpenWhiskSettings elsewhere = new OpenWhiskSettings("blueprint.faas.elsewhere", "p", "f", "go:default",
				DataSize.ofMegabytes(256), Duration.ofSeconds(60), OpenWhiskJobs.job().properties().settings().limits(),
				false, Duration.ofSeconds(1), Duration.ofSeconds(1));
		OpenWhiskFunctions functions = new OpenWhiskFunctions(elsewhere, Mono::never, OpenWhiskJobs.job().client());
		assertThat(functions.jobKeys()).contains("kind", "package").doesNotContain("image", "concurrency");
		assertThat(OpenWhiskJobs.job().functions().jobKeys()).contains("image", "concurrency");
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> functions.executor(OpenWhiskJobs.job().key("kind", "blackbox").definition()))
			.withMessageContaining("no images of yours");
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> functions.executor(OpenWhiskJobs.job().key("kind", "java").definition()))
			.withMessageNotContaining("image");
	}

	@Test
	void saysHowToPackageOnlyWhenJobDoes() {
		PackageLayout bundled = new ImageLayout("stands in");
		OpenWhiskFunctions functions = OpenWhiskJobs.job().functions();
		assertThatExceptionOfType(PackagingException.class)
			.isThrownBy(() -> functions.layout(OpenWhiskJobs.job().definition(), () -> bundled))
			.withMessageContaining("does not say what its function runs")
			.withMessageContaining("'bundled-jre'");
		assertThat(functions.layout(OpenWhiskJobs.job().key("package", "bundled-jre").definition(), () -> bundled))
			.isSameAs(bundled);
		assertThat(functions.layout(OpenWhiskJobs.job().key("image", "me/mine").definition(), () -> bundled).name())
			.isEqualTo("image");
	}

	@Test
	void refusesSharedValues() {
		for (List<String> wrong : List.of(List.of("api-host", "openwhisk"), List.of("api-host", "ftp://host"),
				List.of("api-key", "no-colon"), List.of("api-key", ":x"), List.of("max-payload", "0B"),
				List.of("max-memory", "64MB"), List.of("max-timeout", "1ms"), List.of("deploy-timeout", "0s"),
				List.of("poll-interval", "0s"), List.of("max-connections", "0"))) {
			assertThatExceptionOfType(RuntimeException.class).as(wrong.toString())
				.isThrownBy(() -> OpenWhiskJobs.job().shared(wrong.get(0), wrong.get(1)).properties())
				.havingRootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.withMessageContaining("must");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new OpenWhiskNamespace(URI.create("http://localhost"), "_", "s3cret"))
			.withMessageContaining("with a colon")
			.withMessageNotContaining("s3cret");
	}

	private static JobSignature signature(String method) {
		return JobSignature.of(ReflectionUtils.findMethod(Handlers.class, method), Handlers.class);
	}

	private static void accepted(OpenWhiskJobs job) {
		assertThat(check(job)).isNotNull();
	}

	private static void refused(OpenWhiskJobs job, String... parts) {
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(() -> check(job))
			.satisfies((refusal) -> assertThat(refusal.getMessage()).contains(parts))
			.satisfies((refusal) -> assertThat(Set.of(refusal.getDescription(), refusal.getAction()))
				.noneMatch(String::isBlank));
	}

	private static Object check(OpenWhiskJobs job) {
		return job.functions().executor(job.definition());
	}

	interface Handlers {

		String with(String text);

		void without(String text);

	}

}
