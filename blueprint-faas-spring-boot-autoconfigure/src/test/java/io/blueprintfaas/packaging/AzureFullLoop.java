package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.azure.AzureCloud;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.sample.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * From the call of a job to a function that runs as Azure would run it, and back: only
 * the service between them is not the real one.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AzureFullLoop {

	private static final List<String> DEPLOYED = List.of("square", "fail", "wait");

	private Path directory;

	private AzureCloud azure;

	private AzureInstances instances;

	private ConfigurableApplicationContext context;

	// Starts a package of the runtime.
	abstract AzureProcess start(Path unpacked) throws Exception;

	// Value of 'blueprint.faas.azure.runtime'.
	abstract String runtime();

	@BeforeAll
	void startApplication(@TempDir Path temporary) {
		this.directory = temporary;
		this.azure = new AzureCloud();
		this.instances = new AzureInstances(this.directory, this::start);
		this.azure.run(this.instances);
		this.context = new SpringApplicationBuilder(SampleApplication.class).web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext starting) -> register(starting))
			.run("--spring.main.banner-mode=off", "--blueprint.faas.azure.region=westeurope",
					"--blueprint.faas.azure.subscription-id=00000000-0000-0000-0000-00000000abcd",
					"--blueprint.faas.azure.app=my-app", "--blueprint.faas.azure.runtime=" + runtime(),
					"--spring.cloud.aws.region.static=nowhere-1", "--blueprint.faas.jobs.square.provider=azure",
					"--blueprint.faas.jobs.print.provider=azure", "--blueprint.faas.jobs.fail.provider=azure",
					"--blueprint.faas.jobs.wait.provider=azure", "--blueprint.faas.jobs.wait.deadline=1s");
		DEPLOYED.forEach((job) -> assertThat(deployer().deploy(job, FaasProgress.NONE).block().changed()).isTrue());
	}

	@AfterAll
	void stop() {
		this.context.close();
		this.instances.close();
		this.azure.close();
	}

	@Test
	void answersAsTheLocalMethod() {
		FaasResult<Long> result = template().invoke("square", Long.class, 12L).block();
		assertThat(result.value()).isEqualTo(144L);
		assertThat(result.provider()).isEqualTo("azure");
		FaasMetrics metrics = result.metrics();
		assertThat(metrics.execution()).isPositive().isLessThanOrEqualTo(metrics.total());
		assertThat(metrics.instance()).startsWith("6f1d0c/");
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
	void oneHundredCallsAtATimeEachGetTheirOwnAnswer() {
		List<FaasOutcome<Long, Long>> outcomes = template()
			.map("square", Long.class, IntStream.range(0, 200).mapToObj(Long::valueOf).toList(), 100)
			.collectList()
			.block();
		assertThat(outcomes).hasSize(200)
			.allSatisfy((outcome) -> assertThat(outcome.result().value()).isEqualTo(outcome.item() * outcome.item()));
	}

	@Test
	void equalPackageIsNotSentAgain() {
		this.azure.take();
		assertThat(deployer().deploy("square", FaasProgress.NONE).block().changed()).isFalse();
		assertThat(this.azure.take()).isNotEmpty().doesNotContain("POST scm/api/publish");
		assertThat(this.instances.started()).as("one package has all jobs").isEqualTo(1);
	}

	@Test
	void jobThatWasNotDeployedSaysSo() {
		assertThatExceptionOfType(FaasUnavailableException.class).as("the app was deployed just now")
			.isThrownBy(() -> template().invoke("print", String.class, "hello").block())
			.withMessageContaining("deploy function 'blueprint_job_1' of app 'my-app'");
	}

	private void register(GenericApplicationContext starting) {
		starting.registerBean(FunctionPackager.class, this::packager);
		starting.registerBean(JavaBootstrap.class, this::bootstrap);
		this.azure.register(starting);
	}

	private FunctionPackager packager() {
		try {
			return LambdaPackages.packager(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private JavaBootstrap bootstrap() {
		try {
			Path java = LambdaPackages.linkedJava(this.directory.resolve("java"));
			return new JavaBootstrap(List.of(), () -> java);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private FaasDeployer deployer() {
		return this.context.getBean(FaasDeployer.class);
	}

	private FaasTemplate template() {
		return this.context.getBean(FaasTemplate.class);
	}

}
