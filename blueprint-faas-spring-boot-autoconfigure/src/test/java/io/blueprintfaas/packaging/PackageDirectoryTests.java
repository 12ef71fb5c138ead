package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PackageDirectoryTests {

	@TempDir
	private Path temporary;

	private String before = "";

	@BeforeEach
	void useOwnTemporaryFolder() {
		this.before = System.getProperty("java.io.tmpdir");
		System.setProperty("java.io.tmpdir", this.temporary.toString());
	}

	@AfterEach
	void useFormerTemporaryFolder() {
		System.setProperty("java.io.tmpdir", this.before);
	}

	@Test
	void isClosedToOthersBelowTheFolderForTemporaryFiles() throws IOException {
		Path created = PackageDirectory.create(null, "app-1");
		assertThat(created).isDirectory().isEqualTo(shared().resolve("app-1"));
		assertThat(Files.getPosixFilePermissions(shared())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
		assertThat(PackageDirectory.create(null, "app-1")).isEqualTo(created).isEmptyDirectory();
	}

	@Test
	void refusesFolderThatOthersMayWriteTo() throws IOException {
		Files.createDirectory(shared());
		Files.setPosixFilePermissions(shared(), PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThatExceptionOfType(PackagingException.class).isThrownBy(() -> PackageDirectory.create(null, "app-1"))
			.withMessage("Packages cannot be written to '%s' (it belongs to another user, or other users may write to "
					+ "it): set 'blueprint.faas.packaging.directory' to a folder that this application may write to",
					shared().resolve("app-1"));
	}

	@Test
	void takesConfiguredFolderAsItIs() {
		Path configured = this.temporary.resolve("a/b");
		assertThat(PackageDirectory.create(configured, "app-1")).isDirectory().isEqualTo(configured);
	}

	@Test
	void refusesConfiguredFolderThatIsAFile() throws IOException {
		Path configured = Files.createFile(this.temporary.resolve("file"));
		assertThatExceptionOfType(PackagingException.class)
			.isThrownBy(() -> PackageDirectory.create(configured, "app-1"))
			.withMessageStartingWith("Packages cannot be written to '%s' (", configured);
	}

	private Path shared() {
		return this.temporary.resolve("blueprint-faas-" + System.getProperty("user.name"));
	}

}
