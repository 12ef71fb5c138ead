package io.blueprintfaas.gcp;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.gcp.GcpFaasProperties.Ingress;
import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GcpConfiguration} and the rules it keeps.
 */
class GcpConfigurationTests {

	private static final String JOB = "Job 'square' (7) sets 'blueprint.faas.jobs.square.";

	private static final String KEY = "blueprint.faas.jobs.square.";

	@Test
	void hasDefaultsThatRunASpringApplication() {
		GcpConfiguration configuration = GcpJobs.job().configuration();
		assertThat(configuration.runtime()).isEqualTo(GcpRuntimes.forJava(Runtime.version().feature()));
		assertThat(configuration.memory()).isEqualTo(DataSize.ofGigabytes(1));
		assertThat(configuration.timeoutSeconds()).isEqualTo(300);
		assertThat(configuration.minInstances()).isZero();
		assertThat(configuration.maxInstances()).isNull();
		assertThat(configuration.instanceConcurrency()).isEqualTo(1);
		assertThat(configuration.ingress()).isEqualTo(Ingress.ALL);
		assertThat(configuration.buildEnvironment()).containsExactly(Map.entry("USE_JAVA_FF_2", "true"));
		assertThat(configuration.optionalSettings()).isEmpty();
	}

	@Test
	void keysOfTheJobWinOverThoseOfAllJobs() {
		GcpConfiguration configuration = GcpJobs.job()
			.shared("runtime", "java17")
			.key("runtime", "java25")
			.shared("service-account", "a@b")
			.key("service-account", "c@d")
			.shared("ingress", "internal-only")
			.key("ingress", "internal-and-gclb")
			.shared("labels.team", "all")
			.shared("labels.cost", "1")
			.key("labels.team", "imaging")
			.configuration();
		assertThat(configuration.runtime()).isEqualTo("java25");
		assertThat(configuration.serviceAccount()).isEqualTo("c@d");
		assertThat(configuration.ingress()).isEqualTo(Ingress.INTERNAL_AND_GCLB);
		assertThat(configuration.labels()).containsOnly(Map.entry("team", "imaging"), Map.entry("cost", "1"));
	}

	@ParameterizedTest
	@CsvSource({ "11,java17", "17,java17", "18,java21", "21,java21", "22,java25", "25,java25", "27,java25" })
	void choosesTheRuntimeForTheJava(int feature, String runtime) {
		assertThat(GcpRuntimes.forJava(feature)).isEqualTo(runtime);
	}

	@ParameterizedTest
	@CsvSource({ "1,1,1", "10,10,1", "11,10,2", "25,10,3", "25,1,25" })
	void dividesCallsAmongInstances(int calls, int perInstance, int instances) {
		assertThat(GcpJobs.job()
			.memory("2GB")
			.concurrency(calls, 0)
			.key("instance-concurrency", String.valueOf(perInstance))
			.configuration()
			.maxInstances()).isEqualTo(instances);
	}

	@ParameterizedTest
	@CsvSource({ "128MB,128Mi", "1GB,1Gi", "32GB,32Gi", "1536MB,1536Mi" })
	void takesMemoryInRange(String memory, String written) {
		assertThat(GcpQuantity.of(GcpJobs.job().memory(memory).configuration().memory())).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "256M,256000000", "1Gi,1073741824", "512Mi,536870912", "2G,2000000000", "131072k,131072000",
			"134217728,134217728", "1.5Gi,1610612736" })
	void readsMemoryInEveryUnit(String text, long bytes) {
		assertThat(GcpQuantity.bytes(text)).isEqualTo(bytes);
	}

	@Test
	void readsProcessorsInBothForms() {
		assertThat(GcpQuantity.number("1000m")).isEqualTo(BigDecimal.ONE);
		assertThat(GcpQuantity.number("2.0")).isEqualTo(new BigDecimal("2"));
		assertThat(GcpQuantity.number("much")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.08", "0.5", "1", "1.0", "2", "4", "6", "8" })
	void takesProcessors(String cpu) {
		assertThat(GcpJobs.job().key("cpu", cpu).configuration().cpu()).isEqualTo(new BigDecimal(cpu));
	}

	@ParameterizedTest
	@MethodSource
	void refuses(GcpJobs job, String description, String action) {
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(job::configuration).satisfies((ex) -> {
			assertThat(ex.getDescription()).isEqualTo(description);
			assertThat(ex.getAction()).isEqualTo(action);
			assertThat(ex.getMessage()).doesNotContain("secret-value");
		});
	}

	static Stream<Arguments> refuses() {
		String label = "names of at most 63 lower-case letters, digits, '-' and '_', beginning with a letter";
		String account = "the e-mail address of a service account";
		return Stream.of(
				outOfRange(GcpJobs.job().memory("127MB"), "memory", "127MB", "from 128MB to 32GB in whole megabytes"),
				outOfRange(GcpJobs.job().memory("33GB"), "memory", "33GB", "from 128MB to 32GB in whole megabytes"),
				outOfRange(GcpJobs.job().memory("131073KB"), "memory", "131073KB",
						"from 128MB to 32GB in whole megabytes"),
				outOfRange(GcpJobs.job().timeout(Duration.ofMillis(999)), "timeout", "PT0.999S",
						"from 1s to 3600s in whole seconds"),
				outOfRange(GcpJobs.job().timeout(Duration.ofSeconds(3601)), "timeout", "PT1H1S",
						"from 1s to 3600s in whole seconds"),
				outOfRange(GcpJobs.job().timeout(Duration.ofMillis(1500)), "timeout", "PT1.5S",
						"from 1s to 3600s in whole seconds"),
				outOfRange(GcpJobs.job().key("runtime", "java11"), "runtime", "java11",
						"a Java runtime: java17, java21, java25"),
				outOfRange(GcpJobs.job().key("instance-concurrency", "0"), "instance-concurrency", "0",
						"from 1 to 1000"),
				outOfRange(GcpJobs.job().key("instance-concurrency", "1001"), "instance-concurrency", "1001",
						"from 1 to 1000"),
				outOfRange(GcpJobs.job().key("cpu", "3"), "cpu", "3", "1, 2, 4, 6 or 8, or a part of one from 0.08 on"),
				outOfRange(GcpJobs.job().key("cpu", "1.5"), "cpu", "1.5",
						"1, 2, 4, 6 or 8, or a part of one from 0.08 on"),
				outOfRange(GcpJobs.job().key("cpu", "0.07"), "cpu", "0.07",
						"1, 2, 4, 6 or 8, or a part of one from 0.08 on"),
				outOfRange(GcpJobs.job().concurrency(5, 6), "keep-warm", "6",
						"at most the instances that 'blueprint.faas.jobs.square.max-concurrency' allows, which are 5"),
				outOfRange(GcpJobs.job().key("service-account", "runner"), "service-account", "runner", account),
				outOfRange(GcpJobs.job().key("vpc-connector", "net"), "vpc-connector", "net",
						"projects/<project>/locations/<region>/connectors/<connector>"),
				outOfRange(GcpJobs.job().key("labels.[Team]", "x"), "labels", "Team", label),
				outOfRange(GcpJobs.job().key("labels.[1team]", "x"), "labels", "1team", label),
				outOfRange(GcpJobs.job().key("labels.team", "Imaging"), "labels.team", "Imaging",
						"values of at most 63 lower-case letters, digits, '-' and '_'"),
				outOfRange(GcpJobs.job().key("labels.team", "x".repeat(64)), "labels.team", "x".repeat(64),
						"values of at most 63 lower-case letters, digits, '-' and '_'"),
				outOfRange(GcpJobs.job().key("labels.blueprint-faas-job", "x"), "labels", "blueprint-faas-job",
						"names that begin neither with 'goog' nor with 'blueprint-faas-', which have a meaning"),
				Arguments.of(GcpJobs.job().shared("build-service-account", "builder@x"),
						"Job 'square' (7) sets 'blueprint.faas.gcp.build-service-account' to 'builder@x', but provider 'gcp' takes projects/<project>/serviceAccounts/<e-mail address>",
						"Change 'blueprint.faas.gcp.build-service-account'"),
				Arguments.of(GcpJobs.job().key("instance-concurrency", "2"), JOB
						+ "instance-concurrency' to 2, which takes at least one processor, but an instance has less by its memory, which is 1024MB",
						"Set 'blueprint.faas.jobs.square.cpu' to 1 or more"),
				Arguments.of(GcpJobs.job().memory("4GB").key("cpu", "0.5").key("instance-concurrency", "2"),
						JOB + "instance-concurrency' to 2, which takes at least one processor, but an instance has 0.5",
						"Set 'blueprint.faas.jobs.square.cpu' to 1 or more"),
				reserved("PORT"), reserved("FUNCTION_TARGET"), reserved("FUNCTION_SIGNATURE_TYPE"),
				reserved("K_SERVICE"), reserved("X_GOOGLE_WORKER"), unusable("server.port"), unusable("1A"),
				unusable("A-B"));
	}

	@Test
	void takesConcurrencyWithAWholeProcessor() {
		assertThat(GcpJobs.job().memory("2GB").key("instance-concurrency", "80").configuration().instanceConcurrency())
			.isEqualTo(80);
		assertThat(GcpJobs.job().key("cpu", "1").key("instance-concurrency", "2").configuration().cpu())
			.isEqualTo(BigDecimal.ONE);
	}

	@Test
	void showsNoValuesOfTheEnvironment() {
		assertThat(GcpJobs.job().environment(Map.of("KEY", "secret-value")).configuration().toString()).contains("KEY")
			.doesNotContain("secret-value");
	}

	@Test
	void marksJobsAsLabelsCanHoldThem() {
		assertThat(GcpOwnership.mark("thumbnail-2_x")).isEqualTo("thumbnail-2_x");
		assertThat(GcpOwnership.mark("thumbNail")).matches("thumbnail-[0-9a-f]{8}")
			.isNotEqualTo(GcpOwnership.mark("Thumbnail"));
		assertThat(GcpOwnership.mark("x".repeat(100))).hasSize(63);
	}

	private static Arguments outOfRange(GcpJobs job, String key, String value, String rule) {
		return Arguments.of(job, "%s%s' to '%s', but provider 'gcp' takes %s".formatted(JOB, key, value, rule),
				"Change '%s%s'".formatted(KEY, key));
	}

	private static Arguments reserved(String name) {
		return Arguments.of(GcpJobs.job().environment(Map.of(name, "secret-value")),
				"Job 'square' (7) sets environment variable '%s', which Cloud Functions reserves for itself"
					.formatted(name),
				"Rename 'blueprint.faas.jobs.square.environment.%s'".formatted(name));
	}

	private static Arguments unusable(String name) {
		return Arguments.of(GcpJobs.job().environment(Map.of(name, "secret-value")),
				"Job 'square' (7) sets environment variable '%s', but Cloud Functions takes names of letters, digits and '_' that do not begin with a digit"
					.formatted(name),
				"Rename 'blueprint.faas.jobs.square.environment.%s'. For a Spring property use its form in upper case, for example SERVER_PORT"
					.formatted(name));
	}

}
