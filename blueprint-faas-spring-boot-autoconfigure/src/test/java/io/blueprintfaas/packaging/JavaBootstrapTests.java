package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JavaBootstrapTests {

	@TempDir
	private Path directory;

	@Test
	void endsWith127AndTheFixWhenThereIsNoJava() throws Exception {
		Path bootstrap = write(new JavaBootstrap());
		try (FunctionProcess process = start(List.of(bootstrap.toString()), Map.of("PATH", "/nowhere"))) {
			assertThat(process.readAll()).isEmpty();
			assertThat(process.exit()).isEqualTo(127);
			assertThat(process.errors()).isEqualTo("bootstrap: no Java was found, neither as jre/bin/java in the "
					+ "package, nor in JAVA_HOME, nor on the PATH. Package the application with "
					+ "'blueprint.faas.packaging.jre: bundled', or give the platform Java 17 or newer and, if it is not "
					+ "on the PATH, set JAVA_HOME in the function's environment.\n");
		}
	}

	@Test
	void prefersJavaOfThePackageThenOfJavaHomeThenOfThePath() throws Exception {
		Path bootstrap = write(new JavaBootstrap());
		Map<String, String> environment = Map.of("JAVA_HOME", java("home").toString(), "PATH", java("path") + "/bin");
		assertThat(output(bootstrap, Map.of("PATH", this.directory.resolve("path/bin").toString())).get(0))
			.isEqualTo("path");
		assertThat(output(bootstrap, environment).get(0)).isEqualTo("home");
		java("jre");
		assertThat(output(bootstrap, environment).get(0)).isEqualTo("jre");
	}

	@Test
	void runsInItsOwnFolderHoweverItIsStarted() throws Exception {
		write(new JavaBootstrap());
		java("jre");
		for (String command : List.of("cd / && " + this.directory + "/bootstrap",
				"cd " + this.directory + " && ./bootstrap", "cd " + this.directory + " && sh bootstrap")) {
			assertThat(output(List.of("/bin/sh", "-c", command), Map.of("CDPATH", "/tmp")).get(1)).as(command)
				.isEqualTo(this.directory.toRealPath().toString());
		}
	}

	@ParameterizedTest
	@CsvSource({ "128, -Xmx64m", "512, -Xmx256m", "576, -Xmx320m", "2048, -Xmx1792m", "'', -XX:MaxRAMPercentage=60",
			"1GB, -XX:MaxRAMPercentage=60" })
	void leavesRoomBesideTheHeap(String memory, String option) throws Exception {
		Path bootstrap = write(new JavaBootstrap());
		java("jre");
		assertThat(output(bootstrap, Map.of("BLUEPRINT_MEMORY_MB", memory)).get(2)).startsWith(option + " @java.args ");
	}

	@Test
	void optionsOfTheEnvironmentComeLastSoThatTheyWin() throws Exception {
		Path bootstrap = write(new JavaBootstrap());
		java("jre");
		assertThat(output(bootstrap, Map.of("JAVA_OPTS", "-Xmx1g -Da=*")).get(2))
			.endsWith(" @java.args -Xmx1g -Da=* com.example.Entry");
	}

	@Test
	void argumentsAreQuotedForTheJavaCommand() throws Exception {
		write(new JavaBootstrap(List.of("-Dpath=C:\\a b", "-Dquote=\""), () -> null));
		assertThat(Files.readAllLines(this.directory.resolve("java.args"))).contains("\"-Dpath=C:\\\\a b\"",
				"\"-Dquote=\\\"\"", "\"-Dblueprint.faas.function.main-class=com.example.App\"");
	}

	@Test
	void librariesKeepTheirOrderAndAreToldApart() throws Exception {
		write(new JavaBootstrap());
		assertThat(Files.readAllLines(this.directory.resolve("java.args")))
			.contains("\"app.jar:lib/z.jar:lib/a.jar:lib/z-2.jar:lib/b_c.jar\"");
		assertThat(this.directory.resolve("lib/z.jar")).hasContent("1");
		assertThat(this.directory.resolve("lib/z-2.jar")).hasContent("3");
	}

	private Path write(JavaBootstrap bootstrap) throws IOException {
		Path input = Files.createDirectories(this.directory.resolve("input"));
		List<Path> libraries = List.of(file(input, "1/z.jar", "1"), file(input, "1/a.jar", "2"),
				file(input, "2/z.jar", "3"), file(input, "2/b c.jar", "4"));
		ApplicationFiles files = new ApplicationFiles("com.example.App", file(input, "own.jar", ""), libraries);
		PackageEntries entries = new PackageEntries();
		bootstrap.write(files, "com.example.Entry", entries);
		for (PackageEntry entry : entries.all()) {
			file(this.directory, entry.name(), new String(entry.bytes(), StandardCharsets.UTF_8));
		}
		return executable(this.directory.resolve("bootstrap"));
	}

	// A Java that tells its own name, its folder and its arguments
	private Path java(String name) throws IOException {
		Path home = this.directory.resolve(name);
		executable(file(home, "bin/java", "#!/bin/sh\necho %s\npwd -P\necho \"$*\"\n".formatted(name)));
		return home;
	}

	private List<String> output(Path bootstrap, Map<String, String> environment) throws Exception {
		return output(List.of(bootstrap.toString()), environment);
	}

	private List<String> output(List<String> command, Map<String, String> environment) throws Exception {
		try (FunctionProcess process = start(command, environment)) {
			List<String> output = process.readAll();
			assertThat(process.exit()).as(process::errors).isZero();
			return output;
		}
	}

	private FunctionProcess start(List<String> command, Map<String, String> environment) throws IOException {
		return FunctionProcess.start(command, environment, this.directory.resolve("errors.txt"));
	}

	private static Path file(Path folder, String name, String content) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	private static Path executable(Path file) throws IOException {
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
	}

}
