package io.blueprintfaas.packaging;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The file in a package that tells the function side what the package knows.
 */
final class FunctionProperties {

	// As the function side reads it: its classes may be missing here
	static final String NAME = "META-INF/blueprint-faas/function.properties";

	private static final String MAIN_CLASS_KEY = "main-class";

	private static final String CLASS_PATH_KEY = "class-path";

	private FunctionProperties() {
	}

	static byte[] of(String mainClass) {
		return (MAIN_CLASS_KEY + "=" + mainClass + "\n").getBytes(StandardCharsets.UTF_8);
	}

	// With the jars that the function side is to load, by their paths in the package.
	static byte[] of(String mainClass, List<String> classPath) {
		return "%s=%s\n%s=%s\n".formatted(MAIN_CLASS_KEY, mainClass, CLASS_PATH_KEY, String.join(" ", classPath))
			.getBytes(StandardCharsets.UTF_8);
	}

}
