package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.LambdaRuntimeApi;
import io.blueprintfaas.LambdaRuntimeApi.Report;
import io.blueprintfaas.aws.FakeLambdaControlPlane;
import io.blueprintfaas.aws.FakeLambdaControlPlane.Answer;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.sample.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * From the call of a job to a function that AWS's own runtime client runs, and back: only
 * the service between them is not the real one.
 */
@DisabledOnOs(OS.WINDOWS)
class LambdaFullLoopTests {

	private static final String FUNCTION = "blueprint-job-%d";

	private static final String LOG = "REPORT RequestId: 1\tDuration: 2.50 ms\tBilled Duration: 3 ms\t"
			+ "Memory Size: 512 MB\tMax Memory Used: 90 MB\tInit Duration: 812.00 ms\t\n";

	@TempDir
	private static Path directory;

	private static FakeLambdaControlPlane lambda;

	private static LambdaRuntimeApi api;

	private static ConfigurableApplicationContext context;

	private static @Nullable LambdaProcess function;

	@BeforeAll
	static void start() throws IOException {
		lambda = FakeLambdaControlPlane.start();
		lambda.run(LambdaFullLoopTests::run);
		api = LambdaRuntimeApi.start();
		context = new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext starting) -> starting.registerBean(FunctionPackager.class,
					LambdaFullLoopTests::packager))
			.run("--spring.main.banner-mode=off", "--spring.cloud.aws.endpoint=" + lambda.uri(),
					"--spring.cloud.aws.region.static=eu-central-1", "--spring.cloud.aws.credentials.access-key=key",
					"--spring.cloud.aws.credentials.secret-key=secret",
					"--blueprint.faas.aws.role=arn:aws:iam::123456789012:role/functions",
					"--blueprint.faas.jobs.square.provider=aws", "--blueprint.faas.jobs.print.provider=aws",
					"--blueprint.faas.jobs.fail.provider=aws");
		List.of("square", "fail")
			.forEach((job) -> assertThat(deployer().deploy(job, FaasProgress.NONE).block().changed()).isTrue());
	}

	@AfterAll
	static void stop() {
		context.close();
		if (function != null) {
			function.close();
		}
		api.close();
		lambda.close();
	}

	@Test
	void answersAsTheLocalMethod() {
		FaasResult<Long> result = template().invoke("square", Long.class, 12L).block();
		assertThat(result.value()).isEqualTo(144L);
		assertThat(result.provider()).isEqualTo("aws");
	}

	@Test
	void measuresWhatLambdaReports() {
		FaasMetrics metrics = template().invoke("square", Long.class, 3L).block().metrics();
		assertThat(metrics.execution()).isEqualTo(Duration.ofNanos(2_500_000));
		assertThat(metrics.billed()).isEqualTo(Duration.ofMillis(3));
		assertThat(metrics.init()).isEqualTo(Duration.ofMillis(812));
		assertThat(metrics.coldStart()).isTrue();
		assertThat(metrics.memoryUsed()).isEqualTo(DataSize.ofMegabytes(90));
		assertThat(metrics.instance()).isNotBlank();
	}

	@Test
	void exceptionOfTheHandlerArrivesWithItsType() {
		assertThatIllegalStateException().isThrownBy(() -> template().invoke("fail", Void.class, "it is tired").block())
			.withMessage("it is tired")
			.satisfies((thrown) -> assertThat(thrown.getCause()).isInstanceOfSatisfying(FaasFunctionException.class,
					(failure) -> assertThat(failure.getRemoteStack()).contains("SampleJobs.fail")));
	}

	@Test
	void manyCallsAtATimeEachGetTheirOwnAnswer() {
		List<FaasOutcome<Long, Long>> outcomes = template()
			.map("square", Long.class, IntStream.range(0, 200).mapToObj(Long::valueOf).toList(), 20)
			.collectList()
			.block();
		assertThat(outcomes).hasSize(200)
			.allSatisfy((outcome) -> assertThat(outcome.result().value()).isEqualTo(outcome.item() * outcome.item()));
	}

	@Test
	void equalPackageIsNotSentAgain() {
		lambda.take();
		FaasDeployment again = deployer().deploy("square", FaasProgress.NONE).block();
		assertThat(again.changed()).isFalse();
		assertThat(lambda.take()).noneMatch((operation) -> operation.matches("(Create|Update|Publish|Put|Delete).*"));
	}

	@Test
	void jobThatWasNotDeployedSaysSo() {
		assertThatExceptionOfType(FaasNotDeployedException.class)
			.isThrownBy(() -> template().invoke("print", String.class, "hello").block())
			.withMessageContaining("deploy it");
	}

	private static Answer run(byte[] payload) {
		Report report = runtime().invoke(new String(payload, StandardCharsets.UTF_8)).join();
		return new Answer(report.body(), report.error() ? "Unhandled" : null, LOG);
	}

	// All jobs are in one package, so one instance can run them all.
	private static synchronized LambdaRuntimeApi runtime() {
		try {
			if (function == null) {
				Path zip = Files.write(directory.resolve("deployed.zip"), lambda.code(FUNCTION.formatted(0)));
				Path unpacked = FunctionProcess.unpack(zip, directory.resolve("unpacked"));
				function = LambdaProcess.managed(unpacked, api, Map.of());
			}
			return api;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static FunctionPackager packager() {
		try {
			String classPath = SampleFiles.classPath(directory.resolve("sample"));
			MainClass mainClass = new MainClass(SampleFiles.MAIN_CLASS, new StaticListableBeanFactory());
			return new ApplicationPackager(new RunningApplication(classPath, mainClass, List.of()),
					new LibraryFilter(List.of(), List.of()),
					() -> PackageDirectory.create(directory.resolve("packages"), "unused"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static FaasDeployer deployer() {
		return context.getBean(FaasDeployer.class);
	}

	private static FaasTemplate template() {
		return context.getBean(FaasTemplate.class);
	}

}
