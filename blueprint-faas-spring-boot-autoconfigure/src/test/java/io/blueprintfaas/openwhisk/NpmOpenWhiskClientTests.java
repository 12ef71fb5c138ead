package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.StreamSupport;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * OpenWhisk's client for Node.js and this provider, each with what the other one made.
 */
class NpmOpenWhiskClientTests {

	private static final String SCRIPT = """
			#!/bin/sh
			echo '{"ok":true}' >&3
			while read -r line; do
				echo 'a line of the log' >&2
				echo '{"job_id":7,"result":"MjU=","success":true}' >&3
			done
			""";

	private static final String REQUEST = "{ job_id: 7, args: 'WzVd' }";

	private final FakeOpenWhisk whisk = FakeOpenWhisk.start();

	@TempDir
	private Path folder;

	private NpmOpenWhiskClient npm;

	private Path zip;

	@BeforeAll
	static void needsClient() {
		boolean skipped = !NpmOpenWhiskClient.isInstalled() && !NpmOpenWhiskClient.isRequired();
		if (skipped) {
			System.err.println(NpmOpenWhiskClient.HOW_TO_GET_IT);
		}
		Assumptions.assumeFalse(skipped, NpmOpenWhiskClient.HOW_TO_GET_IT);
	}

	@BeforeEach
	void prepare() throws IOException {
		this.npm = new NpmOpenWhiskClient(this.whisk);
		this.zip = this.folder.resolve("function.zip");
		try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(this.zip)) {
			ZipArchiveEntry entry = new ZipArchiveEntry("exec");
			entry.setUnixMode(0100755);
			out.putArchiveEntry(entry);
			out.write(SCRIPT.getBytes(StandardCharsets.UTF_8));
			out.closeArchiveEntry();
		}
	}

	@AfterEach
	void stop() {
		this.whisk.close();
	}

	@Test
	void isTheVersionThatIsMeant() throws Exception {
		assertThat(this.npm.run("return version").asString()).isEqualTo("3.21.9");
	}

	@Test
	void clientReadsCallsChangesAndDeletesWhatWasDeployedHere() {
		String name = "blueprint/blueprint-job-7";
		this.whisk.action(name).runs(ActionLoopContainer.in(this.folder));
		application("").run((context) -> {
			FaasDeployer deployer = context.getBean(FaasDeployer.class);
			assertThat(deployer.deploy("square", FaasProgress.NONE).block().changed()).isTrue();
			JsonNode read = this.npm.run("return ow.actions.get({ name: '%s' })".formatted(name));
			assertThat(read.path("exec").path("kind").asString()).isEqualTo("go:1.24");
			assertThat(Base64.getDecoder().decode(read.path("exec").path("code").asString()))
				.isEqualTo(Files.readAllBytes(this.zip));
			JsonNode called = this.npm
				.run("return ow.actions.invoke({ name: '%s', blocking: true, params: %s })".formatted(name, REQUEST));
			assertThat(called.path("response").path("result").path("result").asString()).isEqualTo("MjU=");
			assertThat(record(called.path("activationId").asString())).isEqualTo(called);
			this.npm.run("return ow.actions.update({ name: '%s', limits: { memory: 128 } })".formatted(name));
			assertThat(deployer.deployment("square").block().memory().toMegabytes()).isEqualTo(128);
			assertThat(deployer.deploy("square", FaasProgress.NONE).block().changed()).isTrue();
			assertThat(deployer.deployment("square").block().memory().toMegabytes()).isEqualTo(256);
			this.npm.run("return ow.actions.delete('%s')".formatted(name));
			assertThat(deployer.deployment("square").blockOptional()).isEmpty();
			assertThatExceptionOfType(FaasNotDeployedException.class).isThrownBy(() -> call(context));
		});
	}

	@Test
	void whatTheClientMadeIsCalledChangedAndLeftThereByUs() throws Exception {
		this.whisk.action("mine/square").runs(ActionLoopContainer.in(this.folder));
		this.npm.run("await ow.packages.update({ name: 'mine', package: {} });"
				+ "return ow.actions.create({ name: 'mine/square', kind: 'go:default', action: require('fs').readFileSync('%s') })"
					.formatted(this.zip));
		application("blueprint.faas.jobs.square.function=mine/square").run((context) -> {
			FaasDeployer deployer = context.getBean(FaasDeployer.class);
			FaasResult<Integer> result = call(context);
			assertThat(result.value()).isEqualTo(25);
			JsonNode newest = newest();
			assertThat(newest.path("response").path("success").asBoolean()).isTrue();
			assertThat(newest.path("logs").toString()).contains("a line of the log");
			assertThat(result.metrics().coldStart()).isTrue();
			assertThat(result.metrics().init().plus(result.metrics().execution()).toMillis())
				.isEqualTo(newest.path("duration").asLong());
			assertThat(deployer.deployment("square").block().status()).isEqualTo("version 0.0.1");
			assertThat(deployer.deploy("square", FaasProgress.NONE).block().changed()).isTrue();
			assertThat(this.npm.run("return ow.actions.get('mine/square')").path("version").asString())
				.isEqualTo("0.0.2");
			assertThatExceptionOfType(FaasDeploymentException.class)
				.isThrownBy(() -> deployer.undeploy("square").block());
			assertThat(this.npm.run("return ow.actions.list()").size()).isEqualTo(1);
		});
	}

	@Test
	void clientReadsRecordOfRunThatFailed() throws Exception {
		this.whisk.deployed("mine/square").runs((code, environment) -> (line) -> {
			throw new IllegalStateException("out of order");
		});
		this.npm.run("return ow.actions.invoke({ name: 'mine/square', params: %s })".formatted(REQUEST));
		Awaitility.await()
			.untilAsserted(() -> assertThat(newest().path("response").path("status").asString())
				.isEqualTo("action developer error"));
	}

	private JsonNode record(String id) throws Exception {
		return this.npm.run("return ow.activations.get('%s')".formatted(id));
	}

	private JsonNode newest() throws Exception {
		JsonNode all = this.npm.run("return ow.activations.list()");
		return record(StreamSupport.stream(all.spliterator(), false)
			.map((each) -> each.path("activationId").asString())
			.reduce((left, right) -> right)
			.orElseThrow());
	}

	private static FaasResult<Integer> call(AssertableApplicationContext context) {
		return context.getBean(FaasTemplate.class).invoke("square", Integer.class, 5).block();
	}

	private ApplicationContextRunner application(String property) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					OpenWhiskFaasAutoConfiguration.class, FaasAutoConfiguration.class))
			.withUserConfiguration(JobsConfiguration.class)
			.withPropertyValues("blueprint.faas.openwhisk.api-host=" + this.whisk.address(),
					"blueprint.faas.openwhisk.api-key=" + this.whisk.apiKey(),
					"blueprint.faas.jobs.square.provider=openwhisk", "blueprint.faas.jobs.square.artifact=" + this.zip,
					"blueprint.faas.jobs.square.wire=v1.1", "blueprint.faas.jobs.square.memory=256MB",
					"blueprint.faas.packaging.directory=" + this.folder.resolve("packages"))
			.withPropertyValues(property.isEmpty() ? new String[0] : new String[] { property });
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
