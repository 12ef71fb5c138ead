package io.blueprintfaas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.custom.CustomFaasAutoConfiguration;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The caller side, a platform in a process of its own and a function in another, all
 * real, and what a caller sees when one of them dies in the middle of a call. The
 * function answers 42, waits for ever when asked with 1, and kills itself when asked with
 * 2.
 */
@DisabledOnOs(OS.WINDOWS)
class RealPlatformTests {

	private static final String FUNCTION = """
			#!/bin/sh
			read -r request
			case "$request" in
			*'"args":[1]'*) sleep 600 & wait ;;
			*'"args":[2]'*) kill -9 $$ ;;
			esac
			echo '{"job_id":7,"result":[42],"success":true}'
			""";

	@TempDir
	private Path directory;

	@Test
	void secondDeployOfEqualPackageAndSettingsUploadsNothing() throws Exception {
		try (PlatformProcess platform = PlatformProcess.start(this.directory.resolve("data"), 0)) {
			run(platform, (context) -> {
				List<String> steps = new CopyOnWriteArrayList<>();
				FaasDeployment again = context.getBean(FaasDeployer.class).deploy("shell", steps::add).block();
				assertThat(again.changed()).isFalse();
				assertThat(steps).isNotEmpty().noneMatch((step) -> step.startsWith("uploading"));
			});
		}
	}

	@Test
	void functionThatDiesIsAFunctionFailureAndTheNextCallWorks() throws Exception {
		try (PlatformProcess platform = PlatformProcess.start(this.directory.resolve("data"), 0)) {
			run(platform, (context) -> {
				assertThatExceptionOfType(FaasFunctionException.class).isThrownBy(() -> call(context, 2).block())
					.withMessageContaining("job 'shell' (7), provider 'custom', invocation ");
				assertThat(call(context, 0).block().value()).containsExactly(42);
			});
		}
	}

	@Test
	void functionThatSleepsPastItsTimeoutIsKilledWithItsChildren() throws Exception {
		try (PlatformProcess platform = PlatformProcess.start(this.directory.resolve("data"), 0)) {
			run(platform, (context) -> {
				assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(() -> call(context, 1).block());
				awaitNoFunctionBelow(platform);
				assertThat(call(context, 0).block().value()).containsExactly(42);
			});
		}
	}

	@Test
	void platformThatDiesLeavesTheOutcomeUnknownAndNoOrphan() throws Exception {
		Path data = this.directory.resolve("data");
		PlatformProcess platform = PlatformProcess.start(data, 0);
		run(platform, (context) -> {
			List<Throwable> failures = new CopyOnWriteArrayList<>();
			call(context, 1).subscribe((result) -> {
			}, failures::add);
			Awaitility.await().until(() -> !sleepers(platform).isEmpty());
			List<ProcessHandle> running = sleepers(platform);
			platform.kill();
			Awaitility.await().until(() -> !failures.isEmpty());
			assertThat(failures.get(0)).isInstanceOf(FaasTimeoutException.class);
			Awaitility.await().until(() -> running.stream().noneMatch(ProcessHandle::isAlive));
			assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(() -> call(context, 0).block());

			try (PlatformProcess again = PlatformProcess.start(data, platform.baseUrl().getPort())) {
				assertThat(again.baseUrl()).isEqualTo(platform.baseUrl());
				assertThat(call(context, 0).block().value()).as("deployments survive a restart").containsExactly(42);
			}
		});
	}

	@Test
	void twoHundredConcurrentCallsAllGetTheirAnswer() throws Exception {
		try (PlatformProcess platform = PlatformProcess.start(this.directory.resolve("data"), 0)) {
			run(platform, (context) -> {
				List<FaasOutcome<byte[], byte[]>> outcomes = context.getBean(FaasTemplate.class)
					.map("shell", byte[].class, Flux.range(0, 200).map((i) -> new byte[] { 0 }), 200)
					.collectList()
					.block();
				assertThat(outcomes).hasSize(200).allMatch(FaasOutcome::succeeded);
			});
		}
	}

	private void run(PlatformProcess platform, ThrowingConsumer consumer) throws IOException {
		Path function = Files.writeString(this.directory.resolve("function"), FUNCTION);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class, CustomFaasAutoConfiguration.class))
			.withPropertyValues("blueprint.faas.custom.base-url=" + platform.baseUrl(),
					"blueprint.faas.packaging.directory=" + this.directory.resolve("packages"),
					"blueprint.faas.jobs.shell.provider=custom", "blueprint.faas.jobs.shell.id=7",
					"blueprint.faas.jobs.shell.timeout=2s", "blueprint.faas.jobs.shell.deadline=30s",
					"blueprint.faas.jobs.shell.max-concurrency=4", "blueprint.faas.jobs.shell.artifact=" + function,
					"blueprint.faas.jobs.shell.environment.SECRET=hidden")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				FaasDeployment deployment = context.getBean(FaasDeployer.class)
					.deploy("shell", FaasProgress.NONE)
					.block(Duration.ofSeconds(30));
				assertThat(deployment.changed()).isTrue();
				consumer.accept(context);
			});
	}

	private static Mono<FaasResult<byte[]>> call(AssertableApplicationContext context, int argument) {
		return context.getBean(FaasTemplate.class)
			.invoke("shell", byte[].class, (Object) new byte[] { (byte) argument });
	}

	private static List<ProcessHandle> sleepers(PlatformProcess platform) {
		return platform.handle()
			.descendants()
			.filter((process) -> process.info().command().filter((command) -> command.endsWith("sleep")).isPresent())
			.toList();
	}

	private static void awaitNoFunctionBelow(PlatformProcess platform) {
		Awaitility.await().until(() -> sleepers(platform).isEmpty());
	}

	private interface ThrowingConsumer {

		void accept(AssertableApplicationContext context) throws Exception;

	}

}
