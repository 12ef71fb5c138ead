package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ExecutableJarTests {

	@TempDir
	private static Path directory;

	private static Path jar;

	@BeforeAll
	static void buildJar() throws IOException {
		jar = SampleFiles.executableJar(directory.resolve("sample"));
	}

	@Test
	void runningJarPackagesItselfAndThePackageAnswers() throws Exception {
		Path unpacked = FunctionProcess.unpack(packageItself(), directory.resolve("unpacked"));
		try (FunctionProcess process = FunctionProcess.start(List.of(unpacked.resolve("bootstrap").toString()),
				Map.of("JAVA_HOME", System.getProperty("java.home")), directory.resolve("bootstrap.txt"))) {
			process.write(SampleCalls.request(0, "[9]"));
			process.endInput();
			List<String> output = process.readAll();
			assertThat(output).as(process::errors).hasSize(1);
			assertThat(SampleCalls.result(output.get(0))).isEqualTo("81");
			assertThat(process.exit()).isZero();
		}
		assertThat(names(unpacked.resolve("app.jar")))
			.contains("io/blueprintfaas/packaging/sample/SampleApplication.class", "application.yml")
			.noneMatch((name) -> name.startsWith("BOOT-INF") || name.startsWith("org/springframework/boot/loader"));
	}

	private static Path packageItself() throws Exception {
		List<String> command = List.of(System.getProperty("java.home") + "/bin/java", "-jar", jar.toString(), "--pack",
				"--blueprint.faas.jobs.square.provider=", "--blueprint.faas.jobs.print.provider=",
				"--spring.main.banner-mode=off",
				"--blueprint.faas.packaging.directory=" + directory.resolve("packages"));
		try (FunctionProcess process = FunctionProcess.start(command, Map.of(), directory.resolve("pack.txt"))) {
			process.endInput();
			List<String> output = process.readAll();
			assertThat(output).as(process::errors).contains("server=true");
			assertThat(process.exit()).isZero();
			return Path.of(output.stream()
				.filter((line) -> line.startsWith("package="))
				.findFirst()
				.orElseThrow()
				.substring("package=".length()));
		}
	}

	@Test
	void librariesComeInTheOrderOfTheIndexAndUnchanged() throws IOException {
		ExecutableJar executable = ExecutableJar.find(jar);
		assertThat(executable).isNotNull();
		assertThat(executable.mainClass()).isEqualTo(SampleFiles.MAIN_CLASS);
		List<Path> libraries = executable.unpackLibraries(Files.createDirectories(directory.resolve("libraries")));
		assertThat(libraries).extracting((library) -> library.getFileName().toString())
			.startsWith(SampleFiles.libraries().stream().map(ExecutableJarTests::name).toArray(String[]::new));
		assertThat(executable.unpackLibraries(directory.resolve("libraries"))).isEqualTo(libraries);
	}

	@Test
	void findsNoneInPlainJarAndFolder() throws IOException {
		assertThat(ExecutableJar.find(directory)).isNull();
		assertThat(ExecutableJar.find(directory.resolve("sample/plain.jar"))).isNull();
	}

	private static String name(Path library) {
		return (Files.isDirectory(library) ? SampleFiles.jarName(library) : library.getFileName()).toString();
	}

	private static List<String> names(Path file) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			return zip.stream().<String>map(ZipEntry::getName).toList();
		}
	}

}
