package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LambdaConfiguration} and the rules it keeps.
 */
class LambdaConfigurationTests {

	private static final String JOB = "Job 'square' (7) sets 'blueprint.faas.jobs.square.";

	@Test
	void hasDefaultsThatRunASpringApplication() {
		LambdaConfiguration configuration = LifecycleJobs.job().configuration();
		assertThat(configuration.runtime()).isEqualTo(LambdaRuntimes.forJava(Runtime.version().feature()));
		assertThat(configuration.handler()).isEqualTo("io.blueprintfaas.runtime.lambda.LambdaHandler");
		assertThat(configuration.architecture()).isEqualTo("x86_64");
		assertThat(configuration.memoryMb()).isEqualTo(1024);
		assertThat(configuration.timeoutSeconds()).isEqualTo(300);
		assertThat(configuration.ephemeralStorageMb()).isEqualTo(512);
		assertThat(configuration.environment()).isEmpty();
	}

	@Test
	void keysOfTheJobWinOverThoseOfAllJobs() {
		LambdaConfiguration configuration = LifecycleJobs.job()
			.shared("runtime", "java17")
			.key("runtime", "provided.al2023")
			.shared("architecture", "arm64")
			.key("architecture", "x86_64")
			.shared("layers", "one,two")
			.key("layers", "three")
			.shared("tags.team", "all")
			.shared("tags.cost", "1")
			.key("tags.team", "imaging")
			.key("role", "arn:own")
			.configuration();
		assertThat(configuration.runtime()).isEqualTo("provided.al2023");
		assertThat(configuration.handler()).isEqualTo("bootstrap");
		assertThat(configuration.architecture()).isEqualTo("x86_64");
		assertThat(configuration.layers()).containsExactly("three");
		assertThat(configuration.tags()).containsOnly(Map.entry("team", "imaging"), Map.entry("cost", "1"));
		assertThat(configuration.role()).isEqualTo("arn:own");
	}

	@ParameterizedTest
	@CsvSource({ "11,java17", "17,java17", "18,java21", "21,java21", "22,java25", "25,java25", "27,java25" })
	void choosesTheRuntimeForTheJava(int feature, String runtime) {
		assertThat(LambdaRuntimes.forJava(feature)).isEqualTo(runtime);
	}

	@Test
	void runsForeignArtifactsOnTheCustomRuntime() {
		assertThat(LambdaRuntimes.defaultRuntime(true)).isEqualTo("provided.al2023");
	}

	@ParameterizedTest
	@ValueSource(strings = { "java17", "java21", "java25", "provided.al2023", "java17.al2023", "java29" })
	void takesJavaRuntimes(String runtime) {
		assertThat(LifecycleJobs.job().key("runtime", runtime).configuration().runtime()).isEqualTo(runtime);
	}

	@ParameterizedTest
	@ValueSource(strings = { "java8.al2", "java11", "nodejs22.x", "provided.al2", "JAVA21" })
	void refusesOtherRuntimes(String runtime) {
		assertRefused(LifecycleJobs.job().key("runtime", runtime), JOB
				+ "runtime' to '%s', but provider 'aws' takes a Java runtime or a custom one: java17, java21, java25, provided.al2023"
					.formatted(runtime),
				"Change 'blueprint.faas.jobs.square.runtime'");
	}

	@Test
	void namesTheSharedPropertyIfThatIsWrong() {
		assertRefused(LifecycleJobs.job().shared("architecture", "x86"),
				"Job 'square' (7) sets 'blueprint.faas.aws.architecture' to 'x86', but provider 'aws' takes x86_64 or arm64",
				"Change 'blueprint.faas.aws.architecture'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127MB", "10241MB", "131073KB" })
	void refusesMemoryOutOfRange(String memory) {
		assertRefused(LifecycleJobs.job().memory(memory), "from 128MB to 10240MB in whole megabytes",
				"Change 'blueprint.faas.jobs.square.memory'");
	}

	@ParameterizedTest
	@CsvSource({ "128MB,128", "10240MB,10240", "513MB,513" })
	void takesMemoryInRange(String memory, int megabytes) {
		assertThat(LifecycleJobs.job().memory(memory).configuration().memoryMb()).isEqualTo(megabytes);
	}

	@ParameterizedTest
	@ValueSource(longs = { 999, 900_001, 1_500 })
	void refusesTimeoutOutOfRange(long millis) {
		assertRefused(LifecycleJobs.job().timeout(Duration.ofMillis(millis)), "from 1s to 900s in whole seconds",
				"Change 'blueprint.faas.jobs.square.timeout'");
	}

	@Test
	void refusesStorageOutOfRange() {
		assertRefused(LifecycleJobs.job().key("ephemeral-storage", "511MB"), "from 512MB to 10240MB in whole megabytes",
				"Change 'blueprint.faas.jobs.square.ephemeral-storage'");
		assertThat(LifecycleJobs.job().key("ephemeral-storage", "10GB").configuration().ephemeralStorageMb())
			.isEqualTo(10240);
	}

	@Test
	void refusesMoreThanFiveLayers() {
		assertThat(LifecycleJobs.job().key("layers", "1,2,3,4,5").configuration().layers()).hasSize(5);
		assertRefused(LifecycleJobs.job().key("layers", "1,2,3,4,5,6"),
				"to '6 layers', but provider 'aws' takes at most 5", "Change 'blueprint.faas.jobs.square.layers'");
	}

	@Test
	void refusesTagsThatHaveAMeaning() {
		assertRefused(LifecycleJobs.job().key("tags.[aws:x]", "1"), "to 'aws:x', but provider 'aws' takes names that",
				"Change 'blueprint.faas.jobs.square.tags'");
		assertRefused(LifecycleJobs.job().shared("tags.[blueprint-faas:job]", "1"), "to 'blueprint-faas:job'",
				"Change 'blueprint.faas.aws.tags'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "1A", "_AB", "my-var", "server.port" })
	void refusesNamesOfVariablesThatLambdaDoesNotTake(String name) {
		assertRefused(LifecycleJobs.job().environment(Map.of(name, "secret-value")),
				"Job 'square' (7) sets environment variable '%s'".formatted(name),
				"Rename 'blueprint.faas.jobs.square.environment.%s'".formatted(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS_REGION", "_HANDLER", "AWS_LAMBDA_FUNCTION_NAME", "LAMBDA_TASK_ROOT" })
	void refusesVariablesOfLambdaItself(String name) {
		assertRefused(LifecycleJobs.job().environment(Map.of(name, "secret-value")),
				"'%s', which Lambda reserves for itself".formatted(name), "Rename");
	}

	@Test
	void refusesAnEnvironmentOfMoreThan4KB() {
		assertThat(LifecycleJobs.job().environment(Map.of("AB", "x".repeat(4094))).configuration().environment())
			.hasSize(1);
		assertRefused(LifecycleJobs.job().environment(Map.of("AB", "x".repeat(4093) + "ä")),
				"has 4097 bytes of names and values in 'blueprint.faas.jobs.square.environment', but Lambda takes 4096 bytes in all",
				"Remove or shorten variables");
	}

	@Test
	void refusesMoreWarmInstancesThanCalls() {
		assertThat(LifecycleJobs.job().concurrency(5, 5).configuration().keepWarm()).isEqualTo(5);
		assertRefused(LifecycleJobs.job().concurrency(5, 6), JOB
				+ "keep-warm' to '6', but provider 'aws' takes at most what 'blueprint.faas.jobs.square.max-concurrency' allows, which is 5",
				"Change 'blueprint.faas.jobs.square.keep-warm'");
	}

	@Test
	void refusesSnapshotsWhereLambdaHasNone() {
		LifecycleJobs job = LifecycleJobs.job().key("snap-start", "true");
		assertThat(job.configuration().snapStart()).isTrue();
		assertRefused(job.concurrency(null, 1), "does not offer together with 'blueprint.faas.jobs.square.keep-warm'",
				"Remove one of them");
		assertRefused(job.key("runtime", "provided.al2023"), "together with runtime 'provided.al2023'",
				"Use java17, java21 or java25");
		assertRefused(job.key("ephemeral-storage", "513MB"),
				"together with more than 512MB in 'blueprint.faas.jobs.square.ephemeral-storage'",
				"Remove one of them");
	}

	@Test
	void refusesWarmInstancesOfUnpublishedCode() {
		for (LifecycleJobs job : List.of(LifecycleJobs.job().function("resize"),
				LifecycleJobs.job().key("qualifier", "$LATEST"), LifecycleJobs.job().key("qualifier", "7"))) {
			assertRefused(job.concurrency(null, 1),
					"'blueprint.faas.jobs.square.keep-warm', which Lambda has for published versions only",
					"Name an alias in 'blueprint.faas.jobs.square.qualifier'");
			assertRefused(job.key("snap-start", "true"), "'blueprint.faas.jobs.square.snap-start', which",
					"Name an alias in 'blueprint.faas.jobs.square.qualifier'");
		}
		assertThat(LifecycleJobs.job()
			.function("resize")
			.key("qualifier", "live")
			.concurrency(null, 1)
			.configuration()
			.keepWarm()).isEqualTo(1);
	}

	@Test
	void isCheckedAtStartup() {
		LifecycleJobs job = LifecycleJobs.job().memory("127MB");
		AwsFaasProvider provider = TestLambda.provider(new StaticListableBeanFactory(), job.properties());
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> provider.createExecutor(job.definition()))
			.withMessageContaining("blueprint.faas.jobs.square.memory");
		assertThat(provider.createExecutor(LifecycleJobs.job().without("role").definition()).provider())
			.isEqualTo("aws");
	}

	@Test
	void needsNoRoleToCall() {
		assertThat(LifecycleJobs.job().without("role").configuration().role()).isNull();
	}

	private static void assertRefused(LifecycleJobs job, String description, String action) {
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(job::configuration)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains(description))
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret-value"));
	}

}
