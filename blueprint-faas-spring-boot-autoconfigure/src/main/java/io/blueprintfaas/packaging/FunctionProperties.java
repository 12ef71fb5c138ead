package io.blueprintfaas.packaging;

import java.nio.charset.StandardCharsets;

/**
 * The file in a package that tells the function side what the package knows.
 */
final class FunctionProperties {

	// As the function side reads it: its classes may be missing here
	static final String NAME = "META-INF/blueprint-faas/function.properties";

	private static final String MAIN_CLASS_KEY = "main-class";

	private FunctionProperties() {
	}

	static byte[] of(String mainClass) {
		return (MAIN_CLASS_KEY + "=" + mainClass + "\n").getBytes(StandardCharsets.UTF_8);
	}

}
