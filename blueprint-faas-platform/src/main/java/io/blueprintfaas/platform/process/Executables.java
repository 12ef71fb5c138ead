package io.blueprintfaas.platform.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Finds programs on a search path.
 *
 * @param path folders, divided as in the variable {@code PATH}
 */
record Executables(String path) {

	static Executables ofThisMachine() {
		return new Executables(Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin"));
	}

	@Nullable Path find(String name) {
		for (String folder : this.path.split(File.pathSeparator)) {
			Path candidate = Path.of(folder.isEmpty() ? "." : folder, name).toAbsolutePath();
			if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
				return candidate;
			}
		}
		return null;
	}

}
