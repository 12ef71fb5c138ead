package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Libraries of Azure's worker.
 */
final class AzureLibraries {

	/** Classes that the worker brings in some version, and those that would hurt most. */
	private static final List<String> TRAPS = List.of("com.google.gson.Gson", "com.google.protobuf.Message",
			"org.apache.commons.logging.LogFactory", "org.springframework.util.Assert",
			"org.springframework.boot.SpringApplication", "tools.jackson.core.json.JsonFactory");

	private AzureLibraries() {
	}

	static Path jar(String name) throws IOException {
		return ClassPath.parse(System.getProperty("java.class.path"))
			.stream()
			.filter((element) -> element.getFileName().toString().matches(name + "-[0-9.]+\\.jar"))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Writes classes that fail when they are used.
	 */
	static void writeTraps(Path classes) throws IOException {
		Path sources = Files.createTempDirectory(classes.getParent(), "traps");
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
		for (String name : TRAPS) {
			int dot = name.lastIndexOf('.');
			String type = name.substring(dot + 1);
			Path source = Files.createDirectories(sources.resolve(name)).resolve(type + ".java");
			Files.writeString(source, """
					package %s;
					public class %s {
						static { if (true) throw new IllegalStateException("%s of the worker was used"); }
					}
					""".formatted(name.substring(0, dot), type, name));
			arguments.add(source.toString());
		}
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
	}

}
