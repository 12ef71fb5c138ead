package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.springframework.util.PatternMatchUtils;

/**
 * Takes the running application apart: from its executable jar, or from folders and jars
 * on its class path.
 */
final class RunningApplication {

	/** Where Maven, Gradle, Eclipse and IntelliJ IDEA put the classes of tests. */
	private static final Pattern TEST_FOLDER = Pattern
		.compile(".*/(test-classes|classes/[^/]+/test|resources/test|bin/test|out/test/[^/]+)");

	private final String classPath;

	private final MainClass mainClass;

	private final List<String> included;

	/**
	 * The application.
	 * @param classPath the class path it runs with, as in {@code java.class.path}
	 * @param mainClass finds its main class
	 * @param included names of jars and folders to take that are left out as a rule
	 */
	RunningApplication(String classPath, MainClass mainClass, List<String> included) {
		this.classPath = classPath;
		this.mainClass = mainClass;
		this.included = included;
	}

	/**
	 * Takes the application apart.
	 * @param directory folder for libraries that must be unpacked
	 * @return its parts
	 */
	ApplicationParts parts(Path directory) throws IOException {
		List<Path> elements = ClassPath.parse(this.classPath);
		for (Path element : elements) {
			ExecutableJar jar = ExecutableJar.find(element);
			if (jar != null) {
				return new ApplicationParts(this.mainClass.find(jar.mainClass()), jar.trees(),
						jar.unpackLibraries(directory), false);
			}
		}
		return parts(this.mainClass.find(null), elements);
	}

	private ApplicationParts parts(String main, List<Path> elements) throws IOException {
		Path home = home(main, elements);
		List<FileTree> own = new ArrayList<>();
		List<Path> libraries = new ArrayList<>();
		boolean testRun = false;
		for (Path element : elements) {
			if (Files.isDirectory(element)) {
				boolean test = isTest(element);
				testRun |= test;
				if (!test || isTest(home) || isIncluded(element)) {
					own.add(new FolderTree(element));
				}
			}
			else if (element.equals(home)) {
				own.add(new JarTree(element, "", (name) -> true));
			}
			else {
				libraries.add(element);
			}
		}
		return new ApplicationParts(main, own, libraries, testRun);
	}

	// Folder or jar with the main class
	private Path home(String main, List<Path> elements) throws IOException {
		String file = main.replace('.', '/') + ".class";
		for (Path element : elements) {
			if (Files.isDirectory(element) ? Files.isRegularFile(element.resolve(file)) : contains(element, file)) {
				return element;
			}
		}
		throw new PackagingException(("The main class '%s' is not on the class path that the application was started "
				+ "with: set 'blueprint.faas.packaging.main-class' to a class that is")
			.formatted(main), null);
	}

	private boolean contains(Path file, String name) throws IOException {
		try (JarFile jar = new JarFile(file.toFile())) {
			return jar.getEntry(name) != null;
		}
	}

	private boolean isTest(Path element) {
		return Files.isDirectory(element) && TEST_FOLDER.matcher(element.toString().replace('\\', '/')).matches();
	}

	private boolean isIncluded(Path folder) {
		String name = folder.getFileName().toString();
		return this.included.stream().anyMatch((pattern) -> PatternMatchUtils.simpleMatch(pattern, name));
	}

}
