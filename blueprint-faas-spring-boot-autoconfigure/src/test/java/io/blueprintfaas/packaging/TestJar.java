package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Writes small jars.
 */
final class TestJar {

	private TestJar() {
	}

	static Path write(Path file, Map<String, String> entries) throws IOException {
		Files.createDirectories(file.getParent());
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
			for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
				jar.putNextEntry(new ZipEntry(entry.getKey()));
				jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		return file;
	}

	static Path writePathing(Path file, String classPath) throws IOException {
		return write(file, Map.of("META-INF/MANIFEST.MF",
				"Manifest-Version: 1.0\nClass-Path: %s\n".formatted(classPath.replaceAll("(.{50})", "$1\n "))));
	}

}
