package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A package for the Java runtimes of GCP Cloud Functions. Google's build takes a package
 * with exactly one jar at its root as built already, and makes it the whole class path of
 * the function; so that jar names all others, which are in {@code lib}, in its manifest.
 */
public final class GcpLayout implements PackageLayout {

	/**
	 * Entry point to configure the function with.
	 */
	public static final String ENTRY_POINT = "io.blueprintfaas.runtime.gcp.GcpHttpFunction";

	private static final String FOLDER = "lib/";

	@Override
	public String name() {
		return "gcp";
	}

	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		LibraryNames names = new LibraryNames();
		List<String> classPath = new ArrayList<>();
		classPath.add(FOLDER + names.of(Path.of("app.jar")));
		writer.add(classPath.get(0), application.applicationJar(), false);
		for (Path library : application.libraries()) {
			String name = FOLDER + names.of(library);
			classPath.add(name);
			writer.add(name, library, false);
		}
		writer.add("function.jar", PathingJar.of(classPath, application.mainClass()), false);
	}

}
