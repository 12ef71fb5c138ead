package io.blueprintfaas.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.platform.PlatformClient.Answer;
import io.blueprintfaas.platform.deployment.PackageLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages, good and bad.
 */
class PackageTests {

	private static final byte[] BOOTSTRAP = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);

	@TempDir
	private Path folder;

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		PackageLimits limits = new PackageLimits(DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), 20);
		this.platform = EmbeddedPlatform
			.start(PlatformSettings.DEFAULTS.withDataDirectory(this.folder.resolve("data")).withPackages(limits));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../evil", "a/../../evil", "/evil", "a/../evil", "C:/evil", "..\\evil" })
	void refusesPathsThatLeadOut(String name) throws IOException {
		refused(zip("bootstrap", 0100755, BOOTSTRAP, name, 0100644, BOOTSTRAP), "BAD_PACKAGE");
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.map((file) -> file.getFileName().toString())).doesNotContain("evil");
		}
	}

	@Test
	void refusesSymbolicLinks() throws IOException {
		refused(zip("bootstrap", 0100755, BOOTSTRAP, "link", 0120777, "/etc/passwd".getBytes()), "BAD_PACKAGE");
		refused(zip("bootstrap", 0120777, "/bin/sh".getBytes()), "BAD_PACKAGE");
	}

	@Test
	void refusesDevices() throws IOException {
		refused(zip("bootstrap", 0100755, BOOTSTRAP, "device", 0020666, new byte[0]), "BAD_PACKAGE");
	}

	@Test
	void refusesDuplicates() throws IOException {
		refused(zip("bootstrap", 0100755, BOOTSTRAP, "a", 0100644, BOOTSTRAP, "a", 0100644, BOOTSTRAP), "BAD_PACKAGE");
		refused(zip("bootstrap", 0100755, BOOTSTRAP, "a", 0100644, BOOTSTRAP, "./a", 0100644, BOOTSTRAP),
				"BAD_PACKAGE");
		refused(zip("bootstrap", 0100755, BOOTSTRAP, "a", 0100644, BOOTSTRAP, "a/b", 0100644, BOOTSTRAP),
				"BAD_PACKAGE");
	}

	@Test
	void refusesWhatHasNoBootstrap() throws IOException {
		refused(zip("other", 0100755, BOOTSTRAP), "BAD_PACKAGE");
		refused(zip("bootstrap/", 0040755, new byte[0]), "BAD_PACKAGE");
		refused(zip("a/bootstrap", 0100755, BOOTSTRAP), "BAD_PACKAGE");
	}

	@Test
	void refusesWhatIsNoZip() {
		refused(new byte[0], "BAD_PACKAGE");
		refused("PK nonsense".getBytes(), "BAD_PACKAGE");
	}

	@Test
	void refusesDamagedZips() throws IOException {
		byte[] zip = zip("bootstrap", 0100755, "#!/bin/sh\necho a lot of text\n".repeat(50).getBytes());
		int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
		for (int i = directory - 40; i < directory - 30; i++) {
			zip[i] ^= 0x55;
		}
		refused(zip, "BAD_PACKAGE");
	}

	@Test
	void refusesBombs() throws IOException {
		byte[] zip = zip("bootstrap", 0100755, BOOTSTRAP, "bomb", 0100644, new byte[5 << 20]);
		assertThat(zip).hasSizeLessThan(100_000);
		Answer answer = this.client.deploy("job0", zip);
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("TOO_LARGE");
	}

	@Test
	void refusesTooManyEntries() {
		Packages.Builder zip = Packages.builder().file("bootstrap", BOOTSTRAP);
		for (int i = 0; i < 20; i++) {
			zip.file("file" + i, new byte[0]);
		}
		assertThat(this.client.deploy("job0", zip.build()).status()).isEqualTo(413);
	}

	@Test
	void refusesAManifestThatIsNone() {
		refused(Packages.builder().file("bootstrap", BOOTSTRAP).file("blueprint.json", "{").build(), "BAD_PACKAGE");
		refused(Packages.builder().file("bootstrap", BOOTSTRAP).file("blueprint.json", "{\"keep_alive\":1}").build(),
				"BAD_PACKAGE");
	}

	@Test
	void leavesNothingOfWhatItRefuses() throws IOException {
		refused(zip("a", 0100644, BOOTSTRAP, "../evil", 0100644, BOOTSTRAP), "BAD_PACKAGE");
		assertThat(this.folder.resolve("data/functions")).isEmptyDirectory();
		assertThat(this.folder.resolve("data/uploads")).isEmptyDirectory();
	}

	@Test
	void restoresTimesAndModes() throws IOException {
		byte[] zip = zip("bootstrap", 0100644, BOOTSTRAP, "bin/", 0040755, new byte[0], "bin/tool", 0100755, BOOTSTRAP,
				"bin/text", 0100644, BOOTSTRAP);
		assertThat(this.client.deploy("job0", zip).status()).isEqualTo(200);
		Path code = code();
		assertThat(mode(code.resolve("bootstrap"))).isEqualTo("rwxr-xr-x");
		assertThat(mode(code.resolve("bin/tool"))).isEqualTo("rwxr-xr-x");
		assertThat(mode(code.resolve("bin/text"))).isEqualTo("rw-r--r--");
		for (String name : new String[] { "bootstrap", "bin", "bin/tool" }) {
			assertThat(Files.getLastModifiedTime(code.resolve(name)).toMillis()).as(name).isEqualTo(1_600_000_001_000L);
		}
	}

	private Path code() throws IOException {
		try (Stream<Path> versions = Files.list(this.folder.resolve("data/functions/job0"))) {
			return versions.filter(Files::isDirectory).findFirst().orElseThrow().resolve("code");
		}
	}

	private static String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	private void refused(byte[] zip, String code) {
		Answer answer = this.client.deploy("job0", zip);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(this.client.get("/api/functions/job0").status()).isEqualTo(404);
	}

	private static byte[] zip(Object... entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
			for (int i = 0; i < entries.length; i += 3) {
				ZipArchiveEntry entry = new ZipArchiveEntry((String) entries[i]);
				entry.setUnixMode((Integer) entries[i + 1]);
				entry.setLastModifiedTime(FileTime.fromMillis(1_600_000_001_000L));
				zip.putArchiveEntry(entry);
				zip.write((byte[]) entries[i + 2]);
				zip.closeArchiveEntry();
			}
		}
		return bytes.toByteArray();
	}

}
