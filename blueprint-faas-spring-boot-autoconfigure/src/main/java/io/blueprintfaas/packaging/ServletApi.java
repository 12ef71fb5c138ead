package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.PatternMatchUtils;

/**
 * Keeps the servlet API when an embedded Tomcat, which contains it, is left out:
 * controllers and filters of the application name its types, and their classes would not
 * load without.
 */
final class ServletApi {

	private static final String TOMCAT = "tomcat-embed-core-*.jar";

	private ServletApi() {
	}

	/**
	 * Adds the API if it would be missing.
	 * @param all all libraries of the application
	 * @param taken those that a function takes
	 * @param store where a jar with the API is kept
	 * @return libraries of the function
	 * @throws IOException if Tomcat's jar cannot be read
	 */
	static List<Path> keep(List<Path> all, List<Path> taken, PackageStore store) throws IOException {
		if (taken.stream().anyMatch((library) -> matches("*servlet-api*.jar", library))) {
			return taken;
		}
		List<Path> result = new ArrayList<>(taken);
		for (Path library : all) {
			if (matches(TOMCAT, library) && !taken.contains(library)) {
				result.add(extract(library, store));
			}
		}
		return result;
	}

	private static Path extract(Path tomcat, PackageStore store) throws IOException {
		try (FileTree api = new JarTree(tomcat, "", (name) -> name.startsWith("jakarta/servlet/"))) {
			return store.get("servlet-api", new ApplicationJar(List.of(api))).file();
		}
	}

	private static boolean matches(String pattern, Path library) {
		return PatternMatchUtils.simpleMatch(pattern, library.getFileName().toString());
	}

}
