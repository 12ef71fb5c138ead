package io.blueprintfaas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application as a process of its own that is started with a command, and a real
 * platform beside it.
 */
@DisabledOnOs(OS.WINDOWS)
class CommandLineTests {

	private static final String FUNCTION = """
			#!/bin/sh
			read -r request
			echo '{"job_id":7,"result":[42],"success":true}'
			""";

	@TempDir
	private Path directory;

	@Test
	void functionIsPlannedDeployedInspectedAndRemoved() throws Exception {
		try (PlatformProcess platform = PlatformProcess.start(this.directory.resolve("data"), 0)) {
			Outcome plan = run(platform, "--blueprint.faas.command=plan");
			assertThat(plan.exitCode()).as(plan.errors()).isEqualTo(3);
			assertThat(plan.output()).containsPattern("JOB +PROVIDER +RESULT +DIFFERENCES")
				.containsPattern("shell +custom +create");

			Outcome deploy = run(platform, "--blueprint.faas.command=deploy", "shell");
			assertThat(deploy.exitCode()).as(deploy.errors()).isZero();
			assertThat(deploy.output()).contains("shell at custom: uploading")
				.containsPattern("shell +custom +deployed");

			Outcome unchanged = run(platform, "--blueprint.faas.command=plan shell");
			assertThat(unchanged.exitCode()).as(unchanged.errors()).isZero();
			assertThat(unchanged.output()).containsPattern("shell +custom +unchanged");

			Outcome changed = run(platform, "--blueprint.faas.command=plan",
					"--blueprint.faas.jobs.shell.memory=512MB");
			assertThat(changed.exitCode()).isEqualTo(3);
			assertThat(changed.output()).containsPattern("shell +custom +update +settings");

			Outcome status = run(platform, "--blueprint.faas.command=status");
			assertThat(status.exitCode()).isZero();
			assertThat(status.output()).containsPattern("shell +custom +available");

			assertThat(run(platform, "--blueprint.faas.command=warm").output()).containsPattern("shell +custom +warm");

			assertThat(run(platform, "--blueprint.faas.command=undeploy").output())
				.containsPattern("shell +custom +removed");
			assertThat(run(platform, "--blueprint.faas.command=undeploy").output())
				.containsPattern("shell +custom +not deployed");
		}
	}

	@Test
	void outputIsNothingButJsonWhenAskedFor() throws Exception {
		try (PlatformProcess platform = PlatformProcess.start(this.directory.resolve("data"), 0)) {
			Outcome deploy = run(platform, "--blueprint.faas.command=deploy", "--blueprint.faas.output=json");
			JsonNode json = JsonMapper.builder().build().readTree(deploy.output());
			assertThat(json.path("command").asString()).isEqualTo("deploy");
			assertThat(json.path("jobs").get(0).path("job").asString()).isEqualTo("shell");
			assertThat(json.path("jobs").get(0).path("result").asString()).isEqualTo("deployed");
			assertThat(deploy.errors()).doesNotContain("secret-value");
		}
	}

	@Test
	void failureOfOneJobIsShownAndTheExitCodeTells() throws Exception {
		Outcome deploy = run(null, "--blueprint.faas.command=deploy",
				"--blueprint.faas.custom.base-url=http://127.0.0.1:1");
		assertThat(deploy.exitCode()).isEqualTo(1);
		assertThat(deploy.output()).containsPattern("shell +custom +failed").contains("shell at custom failed: ");
	}

	@Test
	void packageIsWrittenWithoutAnyProvider() throws Exception {
		Outcome pack = run(null, "--blueprint.faas.command=package",
				"--blueprint.faas.custom.base-url=http://127.0.0.1:1", "--blueprint.faas.output=json");
		assertThat(pack.exitCode()).as(pack.errors()).isZero();
		String file = JsonMapper.builder().build().readTree(pack.output()).at("/jobs/0/file").asString();
		assertThat(Path.of(file)).isRegularFile();
	}

	@Test
	void unknownCommandAndJobNameTheRightOnes() throws Exception {
		Outcome command = run(null, "--blueprint.faas.command=destroy",
				"--blueprint.faas.custom.base-url=http://127.0.0.1:1");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.errors()).contains(
				"There is no command 'destroy'. The commands are plan, deploy, status, " + "warm, undeploy, package");
		assertThat(command.output()).isEmpty();
		Outcome job = run(null, "--blueprint.faas.command=status", "shel",
				"--blueprint.faas.custom.base-url=http://127.0.0.1:1");
		assertThat(job.exitCode()).isEqualTo(2);
		assertThat(job.errors()).contains("No provider is configured for job 'shel'. Jobs with a provider are shell");
	}

	private Outcome run(PlatformProcess platform, String... arguments) throws Exception {
		Path function = Files.writeString(this.directory.resolve("function"), FUNCTION);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), CommandApplication.class.getName(),
						"--blueprint.faas.packaging.directory=" + this.directory.resolve("packages"),
						"--blueprint.faas.jobs.shell.provider=custom", "--blueprint.faas.jobs.shell.id=7",
						"--blueprint.faas.jobs.shell.artifact=" + function,
						"--blueprint.faas.jobs.shell.environment.TOKEN=secret-value"));
		if (platform != null) {
			command.add("--blueprint.faas.custom.base-url=" + platform.baseUrl());
		}
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile()).start();
		CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()),
				(task) -> new Thread(task, "error-reader").start());
		String output = text(process.getInputStream());
		return new Outcome(process.waitFor(), output, errors.join());
	}

	private static String text(InputStream stream) {
		try {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Outcome(int exitCode, String output, String errors) {

	}

}
