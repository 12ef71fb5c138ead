package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.functions.v2.FunctionServiceClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.gcp.GcpStage;
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.sample.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * From the call of a job to a function that Google's own invoker runs, and back: only the
 * service between them is not the real one.
 */
@DisabledOnOs(OS.WINDOWS)
class GcpFullLoopTests {

	private static final List<String> DEPLOYED = List.of("square", "fail", "wait");

	private static final String FUNCTION = "blueprint-job-%d";

	@TempDir
	private static Path directory;

	private static GcpStage gcp;

	private static ConfigurableApplicationContext context;

	private static GcpProcess function;

	@BeforeAll
	static void start() throws IOException {
		gcp = new GcpStage();
		context = new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext starting) -> register(starting))
			.run("--spring.main.banner-mode=off", "--blueprint.faas.gcp.project-id=" + GcpStage.PROJECT,
					"--blueprint.faas.gcp.region=" + GcpStage.REGION, "--spring.cloud.aws.region.static=nowhere-1",
					"--blueprint.faas.jobs.square.provider=gcp", "--blueprint.faas.jobs.print.provider=gcp",
					"--blueprint.faas.jobs.fail.provider=gcp", "--blueprint.faas.jobs.wait.provider=gcp",
					"--blueprint.faas.jobs.wait.deadline=1s");
		DEPLOYED.forEach((job) -> assertThat(deployer().deploy(job, FaasProgress.NONE).block().changed()).isTrue());
		Path zip = Files.write(directory.resolve("deployed.zip"), gcp.code(FUNCTION.formatted(0)));
		Path unpacked = FunctionProcess.unpack(zip, directory.resolve("unpacked"));
		function = GcpProcess.start(unpacked, GcpProcess.INVOKER_2, Map.of()).awaitReady();
		// All jobs are in one package, so one instance can run them all
		List.of(0, 3, 4).forEach((job) -> gcp.serve(FUNCTION.formatted(job), function.uri()));
	}

	@AfterAll
	static void stop() {
		context.close();
		function.close();
		gcp.close();
	}

	@Test
	void answersAsTheLocalMethod() {
		FaasResult<Long> result = template().invoke("square", Long.class, 12L).block();
		assertThat(result.value()).isEqualTo(144L);
		assertThat(result.provider()).isEqualTo("gcp");
		FaasMetrics metrics = result.metrics();
		assertThat(metrics.execution()).isPositive().isLessThanOrEqualTo(metrics.total());
		assertThat(metrics.instance()).startsWith("sample-00003-fox/");
		assertThat(metrics.billed()).as("nobody tells").isNull();
	}

	@Test
	void exceptionOfTheHandlerArrivesWithItsType() {
		assertThatIllegalStateException().isThrownBy(() -> template().invoke("fail", Void.class, "it is tired").block())
			.withMessage("it is tired")
			.satisfies((thrown) -> assertThat(thrown.getCause()).isInstanceOfSatisfying(FaasFunctionException.class,
					(failure) -> assertThat(failure.getRemoteStack()).contains("SampleJobs.fail")));
	}

	@Test
	void callThatTakesTooLongEndsAtItsDeadline() {
		assertThatExceptionOfType(FaasTimeoutException.class)
			.isThrownBy(() -> template().invoke("wait", String.class, "for nothing").block());
	}

	@Test
	void oneHundredCallsAtATimeEachGetTheirOwnAnswerWithOneToken() {
		List<FaasOutcome<Long, Long>> outcomes = template()
			.map("square", Long.class, IntStream.range(0, 200).mapToObj(Long::valueOf).toList(), 100)
			.collectList()
			.block();
		assertThat(outcomes).hasSize(200)
			.allSatisfy((outcome) -> assertThat(outcome.result().value()).isEqualTo(outcome.item() * outcome.item()));
		assertThat(gcp.audiences()).as("of functions at one address").hasSize(1);
	}

	@Test
	void equalPackageIsNotSentAgain() {
		gcp.take();
		assertThat(deployer().deploy("square", FaasProgress.NONE).block().changed()).isFalse();
		assertThat(gcp.take()).containsOnly("GetFunction");
	}

	@Test
	void jobThatWasNotDeployedSaysSo() {
		assertThatExceptionOfType(FaasNotDeployedException.class)
			.isThrownBy(() -> template().invoke("print", String.class, "hello").block())
			.withMessageContaining("deploy it");
	}

	private static void register(GenericApplicationContext starting) {
		starting.registerBean(FunctionPackager.class, GcpFullLoopTests::packager);
		starting.registerBean(FunctionServiceClient.class, gcp::client);
		starting.registerBean("googleCredentials", CredentialsProvider.class, gcp::credentials);
	}

	private static FunctionPackager packager() {
		try {
			return LambdaPackages.packager(directory);
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
