package io.blueprintfaas.packaging;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Folders and jars of a class path, those that a jar's manifest names among them: build
 * tools and IDEs put a long class path into the manifest of an otherwise empty jar, and
 * an extracted application names its libraries there.
 */
final class ClassPath {

	private static final Log logger = LogFactory.getLog(ClassPath.class);

	private final List<Path> elements = new ArrayList<>();

	private final Set<Path> seen = new HashSet<>();

	private ClassPath() {
	}

	/**
	 * Reads a class path.
	 * @param classPath the class path, as in {@code java.class.path}
	 * @return folders and jars in their order, those that do not exist left out
	 */
	static List<Path> parse(String classPath) throws IOException {
		ClassPath result = new ClassPath();
		for (String element : classPath.split(File.pathSeparator)) {
			result.add(Path.of(element).toAbsolutePath().normalize());
		}
		return List.copyOf(result.elements);
	}

	private void add(Path element) throws IOException {
		if (!this.seen.add(element)) {
			return;
		}
		if (Files.isDirectory(element)) {
			this.elements.add(element);
		}
		else if (Files.isRegularFile(element)) {
			addJar(element);
		}
	}

	private void addJar(Path file) throws IOException {
		String further;
		try (JarFile jar = new JarFile(file.toFile())) {
			further = classPath(jar.getManifest());
			if (further == null || !isEmpty(jar)) {
				this.elements.add(file);
			}
		}
		catch (ZipException ex) {
			logger.debug("'%s' is on the class path but is no jar, so it is left out".formatted(file), ex);
			return;
		}
		if (further != null) {
			for (String url : further.trim().split("\\s+")) {
				addRelative(file, url);
			}
		}
	}

	private void addRelative(Path jar, String url) throws IOException {
		try {
			URI target = jar.toUri().resolve(url);
			if ("file".equals(target.getScheme())) {
				add(Path.of(target).normalize());
			}
		}
		catch (IllegalArgumentException ex) {
			logger.debug("'%s' names '%s' in its class path, which is no file".formatted(jar, url), ex);
		}
	}

	private @Nullable String classPath(@Nullable Manifest manifest) {
		String value = (manifest != null) ? manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) : null;
		return (value != null && !value.isBlank()) ? value : null;
	}

	private boolean isEmpty(JarFile jar) {
		return jar.stream().allMatch((entry) -> entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME));
	}

}
