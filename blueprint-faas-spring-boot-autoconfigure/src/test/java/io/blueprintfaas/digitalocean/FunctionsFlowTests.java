package io.blueprintfaas.digitalocean;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.openwhisk.ActionLoopContainer;
import io.blueprintfaas.openwhisk.FakeOpenWhisk;
import io.blueprintfaas.openwhisk.FakeWhiskLimits;
import io.blueprintfaas.openwhisk.OpenWhiskFaasAutoConfiguration;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A job from its deployment to its removal, in a whole application, with a real package
 * that runs in processes of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionsFlowTests {

	private static final String SCRIPT = """
			#!/bin/sh
			echo '{"ok":true}' >&3
			while read -r line; do
				echo "called with $FACTOR" >&2
				echo '{"job_id":7,"result":"MjU=","success":true}' >&3
			done
			""";

	private static final String ACTION = "blueprint/blueprint-job-7";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				OpenWhiskFaasAutoConfiguration.class, DigitalOceanFaasAutoConfiguration.class,
				FaasAutoConfiguration.class))
		.withUserConfiguration(JobsConfiguration.class);

	@TempDir
	private Path folder;

	@Test
	void deploysCallsWarmsAndRemovesAtOpenWhisk() throws IOException {
		try (FakeOpenWhisk whisk = FakeOpenWhisk.start()) {
			whisk.action(ACTION).runs(ActionLoopContainer.in(this.folder));
			job("openwhisk")
				.withPropertyValues("blueprint.faas.openwhisk.api-host=" + whisk.address(),
						"blueprint.faas.openwhisk.api-key=" + whisk.apiKey())
				.run((context) -> flow(context, whisk));
		}
	}

	@Test
	void deploysCallsWarmsAndRemovesAtDigitalOcean(CapturedOutput output) throws IOException {
		digitalOcean((functions) -> {
			functions.whisk.action(ACTION).runs(ActionLoopContainer.in(this.folder));
			functions.runner.run((context) -> {
				assertThatExceptionOfType(FaasNotDeployedException.class).isThrownBy(() -> call(context))
					.withMessageContaining("there is no namespace 'blueprint-faas' in fra1");
				flow(context, functions.whisk);
				assertThat(functions.api.take()).containsOnlyOnce("create").containsOnlyOnce("create key");
				assertThat(functions.api.keys()).hasSize(1);
			});
			assertThat(functions.api.keys()).isEmpty();
			assertThat(functions.api.take()).containsExactly("delete key");
			functions.api.secrets().forEach((secret) -> assertThat(output.getAll()).doesNotContain(secret));
		});
	}

	@Test
	void keyThatIsRevokedFailsNoCall() throws IOException {
		digitalOcean((functions) -> {
			functions.whisk.action(ACTION).runs(ActionLoopContainer.in(this.folder));
			functions.runner.run((context) -> {
				deploy(context);
				call(context);
				functions.api.revokeKeys();
				functions.whisk.take();
				functions.api.take();
				assertThat(call(context).value()).isEqualTo(25);
				assertThat(functions.whisk.take()).containsExactly("POST action", "POST action");
				assertThat(functions.api.take()).containsExactly("create key");
				assertThat(functions.whisk.action(ACTION).executions()).isEqualTo(2);
			});
		});
	}

	@Test
	void withoutNamespaceThereIsNothingToShowOrRemove() throws IOException {
		digitalOcean((functions) -> functions.runner.run((context) -> {
			FaasDeployer deployer = context.getBean(FaasDeployer.class);
			assertThat(deployer.deployment("square").blockOptional()).isEmpty();
			assertThat(deployer.undeploy("square").block()).isFalse();
			assertThat(functions.api.take()).containsOnly("list");
			assertThat(functions.whisk.take()).isEmpty();
		}));
	}

	@Test
	void callSaysHowLongTheLookUpAsksToWait() throws IOException {
		digitalOcean((functions) -> {
			functions.api.refuse("list", 1, FakeDigitalOcean.error(429, "too_many_requests", "API rate limit exceeded.")
				.with("Retry-After", "17"));
			functions.runner.run(
					(context) -> assertThatExceptionOfType(FaasThrottledException.class).isThrownBy(() -> call(context))
						.satisfies((ex) -> assertThat(ex.getRetryAfter()).isEqualTo(Duration.ofSeconds(17))));
		});
	}

	@Test
	void tokenWithoutScopeDeniesCallsAndDeployments() throws IOException {
		digitalOcean((functions) -> {
			functions.api.refuse("list", 2, FakeDigitalOcean.error(403, "forbidden", "You are missing a scope"));
			functions.runner.run((context) -> {
				assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(context))
					.withMessageContaining("the scope function:read");
				assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> deploy(context))
					.withMessageContaining("Failed while finding the namespace")
					.withMessageContaining("the scope function:read");
			});
		});
	}

	@Test
	void deployingSaysWhyThereIsNoNamespace() throws IOException {
		digitalOcean((functions) -> {
			functions.api.refuse("create", 1,
					FakeDigitalOcean.error(422, "unprocessable_entity", "namespace limit reached"));
			functions.runner.run((context) -> assertThatExceptionOfType(FaasDeploymentException.class)
				.isThrownBy(() -> deploy(context))
				.withMessageContaining("Failed while creating the namespace")
				.withMessageContaining("at most 10 namespaces")
				.satisfies((ex) -> assertThat(ex.getStep()).isEqualTo("creating the namespace")));
		});
	}

	private void flow(AssertableApplicationContext context, FakeOpenWhisk whisk) {
		assertThat(context).hasNotFailed();
		FaasDeployer deployer = context.getBean(FaasDeployer.class);
		FaasDeployment first = deploy(context);
		assertThat(first.changed()).isTrue();
		assertThat(first.function()).isEqualTo(ACTION);
		assertThat(deploy(context).changed()).isFalse();
		assertThat(whisk.action(ACTION).stored().path("exec").path("kind").asString()).isEqualTo("go:1.24");
		assertThat(whisk.action(ACTION).stored().path("limits").path("memory").asInt()).isEqualTo(256);
		assertThat(whisk.action(ACTION).stored().toString())
			.contains("{\"key\":\"FACTOR\",\"value\":\"2\",\"init\":true}");
		assertThat(deployer.warm("square").block()).isEqualTo(1);
		FaasResult<Integer> result = call(context);
		assertThat(result.value()).isEqualTo(25);
		assertThat(result.metrics().coldStart()).isFalse();
		assertThat(result.metrics().init()).isNull();
		assertThat(result.metrics().execution()).isNotNull();
		assertThat(result.metrics().total()).isGreaterThanOrEqualTo(result.metrics().execution());
		assertThat(result.metrics().billed() != null).isEqualTo(whisk.namespace().startsWith("fn-"));
		whisk.action(ACTION).cool();
		assertThat(call(context).metrics().coldStart()).isTrue();
		whisk.handOverAfter(Duration.ofMillis(1));
		whisk.missingRecords(1);
		assertThat(call(context).value()).isEqualTo(25);
		assertThat(whisk.action(ACTION).duplicates()).isZero();
		assertThat(deployer.deployment("square").block().changed()).isFalse();
		assertThat(deployer.undeploy("square").block()).isTrue();
		assertThat(whisk.action(ACTION).stored()).isNull();
		assertThat(deployer.undeploy("square").block()).isFalse();
		assertThatExceptionOfType(FaasNotDeployedException.class).isThrownBy(() -> call(context));
	}

	private static FaasDeployment deploy(AssertableApplicationContext context) {
		List<String> steps = new ArrayList<>();
		FaasDeployment deployment = context.getBean(FaasDeployer.class).deploy("square", steps::add).block();
		assertThat(steps).isNotEmpty();
		return deployment;
	}

	private static FaasResult<Integer> call(AssertableApplicationContext context) {
		return context.getBean(FaasTemplate.class).invoke("square", Integer.class, 5).block();
	}

	private void digitalOcean(Consumer<Functions> test) throws IOException {
		try (FakeOpenWhisk whisk = FakeOpenWhisk.start(TestDigitalOcean.ID, FakeWhiskLimits.DIGITALOCEAN);
				FakeDigitalOcean api = new FakeDigitalOcean(whisk, Clock.systemUTC())) {
			test.accept(new Functions(whisk, api,
					job("digitalocean").withPropertyValues("blueprint.faas.digitalocean.base-url=" + api.address(),
							"blueprint.faas.digitalocean.token=" + FakeDigitalOcean.TOKEN,
							"blueprint.faas.digitalocean.region=fra1")));
		}
	}

	private ApplicationContextRunner job(String provider) throws IOException {
		return this.runner.withPropertyValues("blueprint.faas.jobs.square.provider=" + provider,
				"blueprint.faas.jobs.square.artifact=" + zip(), "blueprint.faas.jobs.square.wire=v1.1",
				"blueprint.faas.jobs.square.memory=256MB", "blueprint.faas.jobs.square.environment.FACTOR=2",
				"blueprint.faas.packaging.directory=" + Files.createTempDirectory(this.folder, "packages"));
	}

	private Path zip() throws IOException {
		Path zip = this.folder.resolve("function.zip");
		try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
			ZipArchiveEntry entry = new ZipArchiveEntry("exec");
			entry.setUnixMode(0100755);
			out.putArchiveEntry(entry);
			out.write(SCRIPT.getBytes(StandardCharsets.UTF_8));
			out.closeArchiveEntry();
		}
		return zip;
	}

	/**
	 * Both APIs of DigitalOcean, and an application that is to use them.
	 *
	 * @param whisk the functions
	 * @param api the namespaces
	 * @param runner the application
	 */
	private record Functions(FakeOpenWhisk whisk, FakeDigitalOcean api, ApplicationContextRunner runner) {

	}

	@Configuration(proxyBeanMethods = false)
	static class JobsConfiguration {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

	}

	static class Jobs {

		@FaasJob(id = 7, name = "square")
		int square(int number) {
			throw new IllegalStateException("runs here");
		}

	}

}
