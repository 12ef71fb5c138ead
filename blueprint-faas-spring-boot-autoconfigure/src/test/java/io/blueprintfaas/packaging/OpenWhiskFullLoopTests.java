package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.openwhisk.ActionLoopContainer;
import io.blueprintfaas.openwhisk.FakeOpenWhisk;
import io.blueprintfaas.packaging.sample.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * From the call of a job to the package that was deployed, run under the contract of
 * ActionLoop, and back: only OpenWhisk between them is not the real one.
 */
@DisabledOnOs(OS.WINDOWS)
class OpenWhiskFullLoopTests {

	private static final List<String> DEPLOYED = List.of("square", "fail", "wait", "facts");

	@TempDir
	private static Path directory;

	private static FakeOpenWhisk whisk;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		whisk = FakeOpenWhisk.start();
		List.of(0, 2, 3, 4)
			.forEach((job) -> whisk.action("blueprint/blueprint-job-" + job).runs(ActionLoopContainer.in(directory)));
		context = new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext starting) -> register(starting))
			.run(arguments());
		DEPLOYED.forEach((name) -> assertThat(deployer().deploy(name, FaasProgress.NONE).block().changed()).isTrue());
	}

	private static String[] arguments() {
		Stream<String> shared = Stream.of("--spring.main.banner-mode=off", "--spring.cloud.aws.region.static=nowhere-1",
				"--blueprint.faas.openwhisk.api-host=" + whisk.address(),
				"--blueprint.faas.openwhisk.api-key=" + whisk.apiKey(),
				"--blueprint.faas.openwhisk.exec-env=" + ActionLoopProcess.GO_1_24,
				"--blueprint.faas.jobs.wait.deadline=1s",
				"--blueprint.faas.jobs.facts.environment.SAMPLE_SETTING=of the job");
		Stream<String> jobs = Stream.concat(DEPLOYED.stream(), Stream.of("print")).flatMap(OpenWhiskFullLoopTests::job);
		return Stream.concat(shared, jobs).toArray(String[]::new);
	}

	private static Stream<String> job(String name) {
		String prefix = "--blueprint.faas.jobs.%s.".formatted(name);
		return Stream.of(prefix + "provider=openwhisk", prefix + "package=bundled-jre");
	}

	@AfterAll
	static void stop() {
		context.close();
		whisk.close();
	}

	@Test
	void answersAsTheLocalMethod() {
		FaasResult<Long> result = template().invoke("square", Long.class, 12L).block();
		assertThat(result.value()).isEqualTo(144L);
		assertThat(result.provider()).isEqualTo("openwhisk");
		FaasMetrics metrics = result.metrics();
		assertThat(metrics.execution()).isPositive().isLessThanOrEqualTo(metrics.total());
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
	void callThatTakesTooLongEndsAtItsDeadline() {
		assertThatExceptionOfType(FaasTimeoutException.class)
			.isThrownBy(() -> template().invoke("wait", String.class, "for nothing").block());
	}

	@Test
	void environmentOfTheJobIsThatOfTheFunction() {
		assertThat(template().invoke("facts", List.class).block().value().toString()).contains("setting=of the job",
				"server=false", "profiles=faas-function");
	}

	@Test
	void callsAtATimeEachGetTheirOwnAnswerFromInstancesOfTheirOwn() {
		List<FaasOutcome<Long, Long>> outcomes = template()
			.map("square", Long.class, IntStream.range(0, 60).mapToObj(Long::valueOf).toList(), 3)
			.collectList()
			.block();
		assertThat(outcomes).hasSize(60)
			.allSatisfy((outcome) -> assertThat(outcome.result().value()).isEqualTo(outcome.item() * outcome.item()));
		assertThat(whisk.action("blueprint/blueprint-job-0").duplicates()).isZero();
	}

	@Test
	void equalPackageIsNotSentAgain() {
		whisk.take();
		assertThat(deployer().deploy("square", FaasProgress.NONE).block().changed()).isFalse();
		assertThat(whisk.take()).doesNotContain("PUT action");
	}

	@Test
	void jobThatWasNotDeployedSaysSo() {
		assertThatExceptionOfType(FaasNotDeployedException.class)
			.isThrownBy(() -> template().invoke("print", String.class, "hello").block())
			.withMessageContaining("deploy function 'blueprint/blueprint-job-1'");
	}

	private static void register(GenericApplicationContext starting) {
		try {
			Path java = LambdaPackages.linkedJava(directory.resolve("java"));
			FunctionPackager packager = LambdaPackages.packager(directory);
			starting.registerBean(FunctionPackager.class, () -> packager);
			starting.registerBean(ActionLoopLayout.class,
					() -> new ActionLoopLayout(new JavaBootstrap(List.of(), () -> java)));
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
