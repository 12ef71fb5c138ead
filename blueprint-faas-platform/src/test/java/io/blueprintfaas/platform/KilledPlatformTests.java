package io.blueprintfaas.platform;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A platform that is killed without any chance to clean up.
 */
@EnabledOnOs(OS.LINUX)
class KilledPlatformTests {

	@TempDir
	private Path folder;

	@Test
	void leavesNoProcessBehind() throws Exception {
		Path pids = this.folder.resolve("pids");
		Process platform = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), StandalonePlatform.class.getName(),
				this.folder.resolve("data").toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader out = platform.inputReader()) {
			String line = out.readLine();
			while (line != null && !line.startsWith("http://")) {
				line = out.readLine();
			}
			PlatformClient client = new PlatformClient(URI.create(String.valueOf(line)));
			client.deploy("kept", Packages.keptAlive("#!/bin/sh\nsleep 300 & echo $! >> '%1$s'\necho $$ >> '%1$s'\n%2$s"
				.formatted(pids, Packages.COUNTER.substring(10))));
			client.deploy("once", Packages.script("#!/bin/sh\necho $$ >> '%1$s'\nsleep 300\n".formatted(pids)));
			client.invokeLater("once", "{\"job_id\":0,\"args\":[]}");
			Awaitility.await().until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 3);
		}
		finally {
			platform.destroyForcibly();
		}
		List<String> left = Files.readAllLines(pids);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(left).noneMatch((pid) -> RunningProcesses.has(Long.parseLong(pid))));
	}

}
