package io.blueprintfaas.sample;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The executable jar, started as the README says.
 */
class SampleJarIT {

	private static final String JAVA = System.getProperty("java.home") + File.separator + "bin" + File.separator
			+ "java";

	@TempDir
	private Path directory;

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void demonstratesItselfAndLeavesNoProcessBehind() throws Exception {
		Process process = new ProcessBuilder(JAVA, "-jar", System.getProperty("sample.jar"), "--server.port=0",
				"--blueprint.faas.local.directory=" + this.directory)
			.redirectErrorStream(true)
			.start();
		List<ProcessHandle> functions = List.of();
		try {
			String output = String.join("\n", readDemonstration(process));
			functions = process.descendants().toList();
			assertThat(output).contains("This application is process " + process.pid())
				.contains("square     deployed")
				.contains("thumbnail  deployed")
				.contains("fractal    deployed")
				.containsPattern("square +12 +144 +local +pid \\d+")
				.containsPattern("square +4000000000 +16000000000000000000 +local")
				.containsPattern("thumbnail +a picture, \\d+ kB +JPEG, \\d+ kB +local")
				.containsPattern("thumbnail +no picture, 5 B +UnreadableImageException: This is no picture")
				.containsPattern("The page is at http://localhost:\\d+")
				.doesNotContain("Exception in")
				.doesNotContain("local   pid %d ".formatted(process.pid()));
			assertThat(output.lines().filter((line) -> line.startsWith("  fractal    tile "))).hasSize(6);
			assertThat(functions).isNotEmpty();
		}
		finally {
			process.destroy();
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
		List<ProcessHandle> left = functions;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
	}

	private static List<String> readDemonstration(Process process) throws IOException {
		List<String> lines = new ArrayList<>();
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (line.startsWith("The page is at")) {
				return lines;
			}
		}
		return lines;
	}

}
