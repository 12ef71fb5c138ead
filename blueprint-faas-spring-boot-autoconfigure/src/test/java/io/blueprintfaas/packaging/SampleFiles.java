package io.blueprintfaas.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;
import org.springframework.util.FileSystemUtils;

import io.blueprintfaas.packaging.sample.SampleApplication;

/**
 * The sample application in the forms in which applications are started.
 */
final class SampleFiles {

	static final String MAIN_CLASS = SampleApplication.class.getName();

	private SampleFiles() {
	}

	/**
	 * Copies the classes of the sample into two folders, as IDEs and build tools have
	 * them, and puts the class path of this test behind.
	 * @param directory where to put the folders
	 * @return the class path
	 */
	static String classPath(Path directory) throws IOException {
		Path classes = classes(directory.resolve("classes"));
		Path resources = Files.createDirectories(directory.resolve("resources"));
		Files.writeString(resources.resolve("application.yml"),
				"""
						blueprint.faas.jobs.square.provider: nowhere
						blueprint.faas.jobs.print: { provider: aws, keep-warm: 1, memory: 1GB }
						blueprint.faas.aws: { role: "arn:aws:iam::1:role/none", prefix: sample }
						spring.cloud.aws: { region.static: nowhere-1, credentials.profile.name: missing, lambda.endpoint: "http://127.0.0.1:1" }
						spring.main.lazy-initialization: true
						server.port: 0
						""");
		Files.writeString(resources.resolve("application-faas-function.yml"), "sample.setting: of the function");
		return Stream.concat(Stream.of(classes, resources), libraries().stream())
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Builds an executable jar with Boot's own tools.
	 * @param directory where to put it
	 * @return the jar
	 */
	static Path executableJar(Path directory) throws IOException {
		classPath(directory);
		ApplicationJar own = new ApplicationJar(
				List.of(new FolderTree(directory.resolve("classes")), new FolderTree(directory.resolve("resources"))));
		Path plain = directory.resolve("plain.jar");
		ZipFileWriter.write(own.entries(), plain);
		List<Path> libraries = new ArrayList<>();
		for (Path library : libraries()) {
			libraries.add(Files.isDirectory(library) ? jar(library, directory) : library);
		}
		Path executable = directory.resolve("sample.jar");
		Repackager repackager = new Repackager(plain.toFile());
		repackager.setMainClass(MAIN_CLASS);
		repackager.repackage(executable.toFile(), (callback) -> {
			for (Path library : libraries) {
				callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
			}
		});
		return executable;
	}

	private static Path jar(Path folder, Path directory) throws IOException {
		Path jar = directory.resolve(jarName(folder));
		ZipFileWriter.write(new ApplicationJar(List.of(new FolderTree(folder))).entries(), jar);
		return jar;
	}

	static String jarName(Path folder) {
		return folder.getParent().getParent().getFileName() + ".jar";
	}

	private static Path classes(Path target) throws IOException {
		try {
			Path tests = Path.of(SampleApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			String folder = SampleApplication.class.getPackageName().replace('.', '/');
			FileSystemUtils.copyRecursively(tests.resolve(folder), target.resolve(folder));
			return target;
		}
		catch (URISyntaxException ex) {
			throw new UncheckedIOException(new IOException(ex));
		}
	}

	// What this test runs with, but for its own classes and what only tests need
	static List<Path> libraries() throws IOException {
		List<Path> elements = ClassPath.parse(System.getProperty("java.class.path"));
		List<Path> jars = new LibraryFilter(List.of("spring-boot-reactor-netty-*", "netty-*", "blueprint-*"), List.of())
			.filter(elements, true, (library) -> false);
		return jars.stream().filter((element) -> !element.endsWith("test-classes")).toList();
	}

}
