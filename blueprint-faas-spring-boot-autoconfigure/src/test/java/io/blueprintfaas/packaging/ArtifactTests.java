package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArtifactTests {

	@TempDir
	private Path directory;

	private PackageStore store;

	@BeforeEach
	void createStore() throws IOException {
		this.store = new PackageStore(Files.createDirectory(this.directory.resolve("packages")));
	}

	@Test
	void executableBecomesBootstrap() throws IOException {
		Path executable = Files.writeString(this.directory.resolve("square"), "#!/bin/sh\ncat\n");
		FunctionPackage result = new Artifact(executable).pack(this.store);
		try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(Files.newByteChannel(result.file())).get()) {
			ZipArchiveEntry bootstrap = zip.getEntry("bootstrap");
			assertThat(bootstrap.getUnixMode()).isEqualTo(0100755);
			assertThat(zip.getInputStream(bootstrap)).hasBinaryContent(Files.readAllBytes(executable));
		}
		assertThat(result.unpackedSize().toBytes()).isEqualTo(Files.size(executable));
		assertThat(new Artifact(executable).pack(this.store)).isEqualTo(result);
	}

	@Test
	void zipWithBootstrapIsTakenAsItIs() throws IOException {
		Path zip = TestJar.write(this.directory.resolve("function.zip"), Map.of("bootstrap", "12345", "data", "1"));
		FunctionPackage result = new Artifact(zip).pack(this.store);
		assertThat(result.file()).isEqualTo(zip);
		assertThat(result.size().toBytes()).isEqualTo(Files.size(zip));
		assertThat(result.unpackedSize().toBytes()).isEqualTo(6);
		assertThat(result.sha256()).isEqualTo(PackageRecord.sha256(zip));
	}

	@Test
	void takesZipWithTheExecutableOfOpenWhiskAsItIs() throws IOException {
		Path zip = TestJar.write(this.directory.resolve("function.zip"), Map.of("exec", "12345"));
		assertThat(new Artifact(zip).pack(new PackageStore(this.directory)).file()).isEqualTo(zip);
	}

	@Test
	void refusesZipWithoutBootstrapAtItsRoot() throws IOException {
		Path zip = TestJar.write(this.directory.resolve("function.zip"), Map.of("bin/bootstrap", "", "data", ""));
		refuses(zip, "The artifact '%s' has no file 'bootstrap' at its root, but 'bin/bootstrap', 'data': put the "
				+ "executable, named 'bootstrap', at the root of the zip");
	}

	@Test
	void refusesZipWhoseBootstrapIsAFolder() throws IOException {
		Path zip = TestJar.write(this.directory.resolve("function.zip"), Map.of("bootstrap/", ""));
		refuses(zip, "The artifact '%s' has no file 'bootstrap' at its root, but 'bootstrap/': put the executable, "
				+ "named 'bootstrap', at the root of the zip");
	}

	@Test
	void refusesJavaArchive() throws IOException {
		Path jar = TestJar.write(this.directory.resolve("app.jar"), Map.of("META-INF/MANIFEST.MF", ""));
		refuses(jar,
				"The artifact '%s' has no file 'bootstrap' at its root, but 'META-INF/MANIFEST.MF': this is a Java "
						+ "archive, which a platform cannot start. To deploy this application, leave 'artifact' out and it is "
						+ "packaged; to deploy another one, put an executable named 'bootstrap' beside its jar in a zip");
	}

	@Test
	void refusesEmptyZip() throws IOException {
		Path zip = TestJar.write(this.directory.resolve("function.zip"), Map.of());
		refuses(zip, "The artifact '%s' has no file 'bootstrap' at its root, but nothing: put the executable, named "
				+ "'bootstrap', at the root of the zip");
	}

	@Test
	void refusesFolder() throws IOException {
		refuses(this.directory, "The artifact '%s' is a folder: name a file that this application may read, an "
				+ "executable for the platform or a zip with an executable named 'bootstrap' at its root");
	}

	@Test
	void refusesMissingFile() throws IOException {
		refuses(this.directory.resolve("missing"),
				"The artifact '%s' does not exist: name a file that this application "
						+ "may read, an executable for the platform or a zip with an executable named 'bootstrap' at its root");
	}

	private void refuses(Path artifact, String message) {
		assertThatExceptionOfType(PackagingException.class).isThrownBy(() -> new Artifact(artifact).pack(this.store))
			.withMessage(message.formatted(artifact));
	}

}
