package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;

class PackagedApplicationTests {

	@TempDir
	private static Path directory;

	private static FunctionPackage contents;

	private static Path unpacked;

	@BeforeAll
	static void packageSample() throws IOException {
		String classPath = SampleFiles.classPath(directory.resolve("sample"));
		contents = packager(classPath, directory.resolve("packages")).packApplication(new PipeLayout());
		unpacked = FunctionProcess.unpack(contents.file(), directory.resolve("unpacked"));
	}

	@Test
	void answersOneCallOnStandardOutputAndEnds() throws Exception {
		try (FunctionProcess process = start(Map.of())) {
			process.write(SampleCalls.request(0, "[7]"));
			process.endInput();
			List<String> output = process.readAll();
			assertThat(output).as(process::errors).hasSize(1);
			assertThat(output.get(0)).contains("\"success\":true");
			assertThat(SampleCalls.result(output.get(0))).isEqualTo("49");
			assertThat(process.exit()).isZero();
		}
	}

	@Test
	void answersEachLineWhenKeptAliveWhateverHandlersAndLogsPrint() throws Exception {
		try (FunctionProcess process = start(Map.of("BLUEPRINT_KEEP_ALIVE", "1"))) {
			process.write(SampleCalls.request(1, "[\"a\"]") + "\n");
			assertThat(SampleCalls.result(process.readLine())).isEqualTo("\"a\"");
			process.write(SampleCalls.request(0, "[12]") + "\n");
			assertThat(SampleCalls.result(process.readLine())).isEqualTo("144");
			process.endInput();
			assertThat(process.readAll()).isEmpty();
			assertThat(process.exit()).isZero();
			assertThat(process.errors()).contains("printed a").contains("logged a");
		}
	}

	@Test
	void runsWithoutServerInItsProfileAndWithTheMemoryItIsGiven() throws Exception {
		try (FunctionProcess process = start(Map.of("BLUEPRINT_MEMORY_MB", "640"))) {
			process.write(SampleCalls.request(2, "[]"));
			process.endInput();
			assertThat(SampleCalls.result(process.readLine())).contains("\"profiles=faas-function\"")
				.contains("\"setting=of the function\"")
				.contains("\"server=false\"")
				.contains("\"listening=0\"")
				.contains("\"webflux=true\"")
				.contains("\"nettyServer=false\"")
				.contains("\"junit=false\"")
				.containsPattern("\"maxHeap=3[67]\\d\"");
		}
	}

	@Test
	void packagingAgainGivesTheSamePackageFromEverywhere() throws IOException {
		String classPath = SampleFiles.classPath(directory.resolve("elsewhere"));
		FunctionPackage other = packager(classPath, directory.resolve("other-packages"))
			.packApplication(new PipeLayout());
		assertThat(other.file()).isNotEqualTo(contents.file());
		assertThat(other.sha256()).isEqualTo(contents.sha256()).isEqualTo(PackageRecord.sha256(other.file()));
		assertThat(other.file()).hasSameBinaryContentAs(contents.file());
	}

	@Test
	void callsAtTheSameTimeShareOnePackage() throws Exception {
		String classPath = SampleFiles.classPath(directory.resolve("shared"));
		ApplicationPackager packager = packager(classPath, directory.resolve("shared-packages"));
		List<CompletableFuture<FunctionPackage>> calls = IntStream.range(0, 4)
			.mapToObj((call) -> CompletableFuture.supplyAsync(() -> packager.packApplication(new PipeLayout())))
			.toList();
		FunctionPackage first = calls.get(0).get();
		for (CompletableFuture<FunctionPackage> call : calls) {
			assertThat(call.get()).isSameAs(first);
		}
		try (Stream<Path> files = Files.list(directory.resolve("shared-packages"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".zip"))).containsExactly(first.file());
		}
	}

	@Test
	void changedClassGivesAnotherPackage() throws IOException {
		String classPath = SampleFiles.classPath(directory.resolve("changing"));
		ApplicationPackager packager = packager(classPath, directory.resolve("changing-packages"));
		FunctionPackage before = packager.packApplication(new PipeLayout());
		assertThat(packager.packApplication(new PipeLayout())).isSameAs(before);
		Files.writeString(directory.resolve("changing/resources/application.yml"), "a: changed");
		assertThat(packager.packApplication(new PipeLayout()).sha256()).isNotEqualTo(before.sha256());
	}

	@Test
	void jobThatItsOwnConfigurationMapsToAProviderRunsInTheFunction() throws Exception {
		assertThat(directory.resolve("sample/resources/application.yml")).content()
			.contains("blueprint.faas.jobs.square.provider: nowhere");
		try (FunctionProcess process = start(Map.of())) {
			process.write(SampleCalls.request(0, "[3]"));
			process.endInput();
			assertThat(SampleCalls.result(process.readLine())).isEqualTo("9");
		}
	}

	@Test
	void hasTheFilesOfTheLayout() {
		assertThat(unpacked.resolve("blueprint.json")).hasContent("{\"keep_alive\":true}");
		assertThat(unpacked.resolve("bootstrap")).isExecutable();
		assertThat(unpacked.resolve("app.jar")).isRegularFile();
		assertThat(unpacked.resolve("lib")).isDirectoryContaining("glob:**/spring-core-*.jar")
			.isDirectoryNotContaining("glob:**/spring-boot-reactor-netty-*.jar")
			.isDirectoryNotContaining("glob:**/*-osx-*.jar");
	}

	private static FunctionProcess start(Map<String, String> environment) throws IOException {
		Map<String, String> all = new HashMap<>(environment);
		all.put("JAVA_HOME", System.getProperty("java.home"));
		return FunctionProcess.start(List.of(unpacked.resolve("bootstrap").toString()), all,
				Files.createTempFile(directory, "errors", ".txt"));
	}

	private static ApplicationPackager packager(String classPath, Path directory) {
		MainClass mainClass = new MainClass(SampleFiles.MAIN_CLASS, new StaticListableBeanFactory());
		return new ApplicationPackager(new RunningApplication(classPath, mainClass, List.of()),
				new LibraryFilter(List.of(), List.of()), () -> PackageDirectory.create(directory, "unused"));
	}

}
