package io.blueprintfaas.packaging;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.LambdaRuntimeApi;
import io.blueprintfaas.packaging.AzureFunctionEntry.AuthLevel;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JavaRuntimeImageTests {

	private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

	@TempDir
	private static Path images;

	@TempDir
	private Path directory;

	@Test
	void packageWithItsOwnJavaRunsWithoutAnother() throws Exception {
		JavaRuntimeImage image = new JavaRuntimeImage(JAVA_HOME, images);
		FunctionPackage contents = pack(image, this.directory.resolve("packages"));
		assertThat(contents.size()).isBetween(DataSize.ofMegabytes(30), DataSize.ofMegabytes(80));
		Path unpacked = FunctionProcess.unpack(contents.file(), this.directory.resolve("unpacked"));
		assertThat(unpacked.resolve("jre/bin/java")).isExecutable();
		assertThat(unpacked.resolve("jre/lib/jspawnhelper")).isExecutable();
		assertThat(unpacked.resolve("jre/legal/java.base")).isNotEmptyDirectory();
		try (FunctionProcess process = FunctionProcess.start(List.of(unpacked.resolve("bootstrap").toString()),
				Map.of("PATH", "/nowhere"), this.directory.resolve("errors.txt"))) {
			process.write(SampleCalls.request(0, "[6]"));
			process.endInput();
			assertThat(SampleCalls.result(process.readLine())).isEqualTo("36");
			assertThat(process.exit()).isZero();
		}
	}

	@Test
	void azurePackageWithItsOwnJavaRunsWithoutAnother() throws Exception {
		JavaRuntimeImage image = new JavaRuntimeImage(JAVA_HOME, images);
		PackageLayout layout = new AzureLayouts(new JavaBootstrap(List.of(), image::folder))
			.custom(List.of(new AzureFunctionEntry("square", AuthLevel.FUNCTION)), Duration.ofSeconds(230));
		Path unpacked = FunctionProcess.unpack(LambdaPackages.pack(this.directory, layout).file(),
				this.directory.resolve("unpacked"));
		try (AzureProcess function = AzureProcess.handler(unpacked, Map.of("PATH", "/nowhere")).awaitPing()) {
			HttpResponse<byte[]> answer = function.post("/api/square", LambdaPackages.request(0, "[6]"));
			assertThat(LambdaPackages.result(WireFormat.readResponse(answer.body()))).as(function::log).isEqualTo("36");
		}
	}

	@Test
	void lambdaPackageWithItsOwnJavaRunsWithoutAnother() throws Exception {
		JavaRuntimeImage image = new JavaRuntimeImage(JAVA_HOME, images);
		FunctionPackage contents = LambdaPackages.pack(this.directory,
				new LambdaCustomRuntimeLayout(new JavaBootstrap(List.of(), image::folder)));
		assertThat(contents.unpackedSize()).isLessThan(LambdaLayout.UNPACKED_LIMIT);
		Path unpacked = FunctionProcess.unpack(contents.file(), this.directory.resolve("unpacked"));
		try (LambdaRuntimeApi api = LambdaRuntimeApi.start();
				LambdaProcess function = LambdaProcess.custom(unpacked, api, Map.of())) {
			WireResponse response = LambdaPackages.call(api, LambdaPackages.request(0, "[6]"));
			assertThat(LambdaPackages.result(response)).as(function::log).isEqualTo("36");
		}
	}

	@Test
	void isLinkedOnce() throws Exception {
		JavaRuntimeImage image = new JavaRuntimeImage(JAVA_HOME, images);
		Path folder = image.folder();
		Object before = Files.readAttributes(folder, "unix:ino,ctime");
		assertThat(new JavaRuntimeImage(JAVA_HOME, images).folder()).isEqualTo(folder);
		assertThat(Files.readAttributes(folder, "unix:ino,ctime")).isEqualTo(before);
	}

	@Test
	void refusesJavaWithoutLinker() {
		assertThatExceptionOfType(PackagingException.class)
			.isThrownBy(() -> new JavaRuntimeImage(this.directory, this.directory).folder())
			.withMessage(
					"A package cannot bring a Java, because '%s', which runs this application, has no 'bin/jlink': "
							+ "run it with a full JDK, or set 'blueprint.faas.packaging.jre' to 'none'",
					this.directory);
	}

	private FunctionPackage pack(JavaRuntimeImage image, Path target) throws Exception {
		String classPath = SampleFiles.classPath(this.directory.resolve("sample"));
		MainClass mainClass = new MainClass(SampleFiles.MAIN_CLASS, new StaticListableBeanFactory());
		return new ApplicationPackager(new RunningApplication(classPath, mainClass, List.of()),
				new LibraryFilter(List.of(), LambdaPackages.OF_OTHER_TESTS),
				() -> PackageDirectory.create(target, "unused"))
			.packApplication(new PipeLayout(new JavaBootstrap(List.of(), image::folder)));
	}

}
