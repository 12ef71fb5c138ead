package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClassPathTests {

	@TempDir
	private Path directory;

	@Test
	void keepsOrderAndLeavesOutWhatDoesNotExist() throws IOException {
		Path folder = Files.createDirectory(this.directory.resolve("classes"));
		Path jar = TestJar.write(this.directory.resolve("a.jar"), Map.of("a.txt", "a"));
		assertThat(ClassPath.parse(jar + ":" + this.directory.resolve("missing.jar") + ":" + folder + ":" + jar))
			.containsExactly(jar, folder);
	}

	@Test
	void followsManifestOfEmptyJarAndLeavesTheJarOut() throws IOException {
		Path folder = Files.createDirectories(this.directory.resolve("my classes"));
		Path library = TestJar.write(this.directory.resolve("lib/b.jar"), Map.of("b.txt", "b"));
		Path pathing = TestJar.writePathing(this.directory.resolve("booter.jar"), "my%20classes/ " + library.toUri());
		assertThat(ClassPath.parse(pathing.toString())).containsExactly(folder, library);
	}

	@Test
	void followsManifestOfJarWithContentsAndKeepsTheJar() throws IOException {
		Path library = TestJar.write(this.directory.resolve("lib/b.jar"), Map.of("b.txt", "b"));
		Path application = TestJar.write(this.directory.resolve("app.jar"),
				Map.of("META-INF/MANIFEST.MF",
						"Manifest-Version: 1.0\nClass-Path: lib/b.jar lib/missing.jar http://localhost/c.jar :\n",
						"App.class", "app"));
		assertThat(ClassPath.parse(application.toString())).containsExactly(application, library);
	}

	@Test
	void endsWhenJarsNameEachOther() throws IOException {
		Path first = TestJar.writePathing(this.directory.resolve("first.jar"), "second.jar");
		TestJar.writePathing(this.directory.resolve("second.jar"), "first.jar");
		assertThat(ClassPath.parse(first.toString())).isEmpty();
	}

	@Test
	void leavesOutFileThatIsNoJar() throws IOException {
		Path file = Files.writeString(this.directory.resolve("notes.txt"), "no jar");
		assertThat(ClassPath.parse(file.toString())).isEmpty();
	}

}
