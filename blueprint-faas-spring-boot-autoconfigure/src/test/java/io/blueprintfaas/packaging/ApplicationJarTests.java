package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationJarTests {

	@TempDir
	private Path directory;

	private Path first;

	private Path second;

	@BeforeEach
	void createFolders() throws IOException {
		this.first = Files.createDirectory(this.directory.resolve("first"));
		this.second = Files.createDirectory(this.directory.resolve("second"));
	}

	@Test
	void takesFilesOfAllFoldersAndTheFirstOfTwoWithOneName() throws IOException {
		write(this.first, "application.yml", "first");
		write(this.second, "application.yml", "second");
		write(this.second, "other.yml", "other");
		assertThat(merged())
			.containsExactlyInAnyOrderEntriesOf(Map.of("application.yml", "first", "other.yml", "other"));
	}

	@Test
	void hasEntriesForFoldersSoThatComponentsAreFound() throws IOException {
		write(this.first, "com/example/App.class", "App");
		assertThat(merged().keySet()).containsExactly("com/", "com/example/", "com/example/App.class");
	}

	@Test
	void mergesImportsWithoutDuplicates() throws IOException {
		String name = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
		write(this.first, name, "com.example.A\n# why\ncom.example.B");
		write(this.second, name, "com.example.B\ncom.example.C\n");
		assertThat(merged()).containsEntry(name, "com.example.A\n# why\ncom.example.B\ncom.example.C\n");
	}

	@Test
	void mergesServices() throws IOException {
		write(this.first, "META-INF/services/com.example.Spi", "com.example.A");
		write(this.second, "META-INF/services/com.example.Spi", "com.example.B");
		assertThat(merged()).containsEntry("META-INF/services/com.example.Spi", "com.example.A\ncom.example.B\n");
	}

	@Test
	void mergesFactoriesKeyByKey() throws IOException {
		write(this.first, "META-INF/spring.factories", "com.example.K=\\\ncom.example.A,\\\ncom.example.B\n");
		write(this.second, "META-INF/spring.factories", "com.example.K=com.example.C\ncom.example.L=com.example.D\n");
		assertThat(merged()).containsEntry("META-INF/spring.factories",
				"com.example.K=com.example.A,com.example.B,com.example.C\ncom.example.L=com.example.D\n");
	}

	@Test
	void leavesSingleFileAsItIs() throws IOException {
		write(this.first, "META-INF/spring.factories", "# comment\ncom.example.K=\\\ncom.example.A");
		assertThat(merged()).containsEntry("META-INF/spring.factories", "# comment\ncom.example.K=\\\ncom.example.A");
	}

	@Test
	void keepsVersionInManifestButNotHowItWasStarted() throws IOException {
		write(this.first, "META-INF/MANIFEST.MF", """
				Manifest-Version: 1.0
				Main-Class: org.springframework.boot.loader.launch.JarLauncher
				Start-Class: com.example.App
				Spring-Boot-Lib: BOOT-INF/lib/
				Class-Path: lib/a.jar
				Implementation-Version: 1.2.3
				""");
		assertThat(merged().get("META-INF/MANIFEST.MF").lines().filter((line) -> !line.isEmpty()))
			.containsExactly("Manifest-Version: 1.0", "Implementation-Version: 1.2.3");
	}

	@Test
	void leavesSignaturesOut() throws IOException {
		write(this.first, "META-INF/APP.SF", "signature");
		write(this.first, "META-INF/APP.rsa", "signature");
		assertThat(merged()).isEmpty();
	}

	@Test
	void fingerprintChangesWithAFile() throws IOException {
		write(this.first, "a.txt", "a");
		String before = jar().fingerprint();
		assertThat(jar().fingerprint()).isEqualTo(before);
		write(this.first, "a.txt", "ab");
		assertThat(jar().fingerprint()).isNotEqualTo(before);
	}

	private ApplicationJar jar() throws IOException {
		return new ApplicationJar(List.of(new FolderTree(this.first), new FolderTree(this.second)));
	}

	private Map<String, String> merged() throws IOException {
		Map<String, String> entries = new LinkedHashMap<>();
		for (PackageEntry entry : jar().entries()) {
			entries.put(entry.name(), new String(entry.bytes(), StandardCharsets.UTF_8));
		}
		return entries;
	}

	private static void write(Path folder, String name, String content) throws IOException {
		Files.createDirectories(folder.resolve(name).getParent());
		Files.writeString(folder.resolve(name), content);
	}

}
