package io.blueprintfaas.platform.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Finds programs on the platform's path.
 */
final class Executables {

	private Executables() {
	}

	static @Nullable Path find(String name) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");
		for (String folder : path.split(File.pathSeparator)) {
			Path candidate = Path.of(folder.isEmpty() ? "." : folder, name).toAbsolutePath();
			if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
				return candidate;
			}
		}
		return null;
	}

}
