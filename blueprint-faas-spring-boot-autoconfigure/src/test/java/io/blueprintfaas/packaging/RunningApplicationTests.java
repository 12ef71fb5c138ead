package io.blueprintfaas.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunningApplicationTests {

	@TempDir
	private Path directory;

	@Test
	void foldersAreTheApplicationAndJarsItsLibraries() throws IOException {
		Path classes = folder("target/classes", "App.class");
		Path other = folder("other/target/classes", "Other.class");
		Path library = jar("a.jar", "A.class");
		try (ApplicationParts parts = parts(List.of(), classes, library, other)) {
			assertThat(parts.mainClass()).isEqualTo("App");
			assertThat(names(parts)).containsExactly("App.class", "Other.class");
			assertThat(parts.libraries()).containsExactly(library);
			assertThat(parts.testRun()).isFalse();
		}
	}

	@Test
	void testClassesAreLeftOutWhenTheApplicationIsNotAmongThem() throws IOException {
		Path tests = folder("target/test-classes", "AppTests.class");
		Path classes = folder("target/classes", "App.class");
		try (ApplicationParts parts = parts(List.of(), tests, classes)) {
			assertThat(names(parts)).containsExactly("App.class");
			assertThat(parts.testRun()).isTrue();
		}
		try (ApplicationParts parts = parts(List.of("test-*"), tests, classes)) {
			assertThat(names(parts)).containsExactly("AppTests.class", "App.class");
		}
	}

	@Test
	void testClassesAreTakenWhenTheApplicationIsAmongThem() throws IOException {
		Path tests = folder("build/classes/java/test", "App.class");
		Path resources = folder("build/resources/test", "application.yml");
		Path classes = folder("build/classes/java/main", "Library.class");
		try (ApplicationParts parts = parts(List.of(), tests, resources, classes)) {
			assertThat(names(parts)).containsExactly("App.class", "application.yml", "Library.class");
		}
	}

	@Test
	void jarWithTheMainClassIsTheApplicationWhenItWasExtracted() throws IOException {
		Path library = jar("lib/a.jar", "A.class");
		Path application = TestJar.write(this.directory.resolve("app.jar"), Map.of("META-INF/MANIFEST.MF",
				"Manifest-Version: 1.0\nMain-Class: App\nClass-Path: lib/a.jar\n", "App.class", ""));
		try (ApplicationParts parts = parts(List.of(), application)) {
			assertThat(names(parts)).containsExactly("App.class", "META-INF/MANIFEST.MF");
			assertThat(parts.libraries()).containsExactly(library);
		}
	}

	@Test
	void refusesMainClassThatIsNotOnTheClassPath() throws IOException {
		Path classes = folder("target/classes", "Other.class");
		assertThatExceptionOfType(PackagingException.class).isThrownBy(() -> parts(List.of(), classes))
			.withMessage("The main class 'App' is not on the class path that the application was started with: set "
					+ "'blueprint.faas.packaging.main-class' to a class that is");
	}

	private ApplicationParts parts(List<String> included, Path... elements) throws IOException {
		String classPath = Stream.of(elements).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
		return new RunningApplication(classPath, new MainClass("App", new StaticListableBeanFactory()), included)
			.parts(this.directory);
	}

	private static List<String> names(ApplicationParts parts) throws IOException {
		List<String> names = new ArrayList<>();
		for (FileTree tree : parts.own()) {
			tree.files().forEach((file) -> names.add(file.name()));
		}
		return names;
	}

	private Path folder(String name, String file) throws IOException {
		Path folder = Files.createDirectories(this.directory.resolve(name));
		Files.writeString(folder.resolve(file), "");
		return folder;
	}

	private Path jar(String name, String entry) throws IOException {
		return TestJar.write(this.directory.resolve(name), Map.of(entry, ""));
	}

}
