package io.blueprintfaas.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * The jar from which Azure's worker loads the entry point of a function: it has its
 * classes, the application's main class, and the names of the jars with everything else.
 */
final class AzureEntryJar {

	/** Has the worker make it when it loads the first function. */
	private static final String EARLY_START = "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector";

	private static final String EARLY_START_CLASS = "io.blueprintfaas.runtime.azure.AzureEarlyStart";

	private AzureEntryJar() {
	}

	/**
	 * Makes the jar.
	 * @param entryClass the class with the entry point; it is taken with all classes of
	 * its package
	 * @param files jars of the application, one of which has the class
	 * @param classPath the same jars, by their paths from where this one will stand
	 * @param mainClass the application's main class
	 * @return bytes of the jar
	 */
	static byte[] of(String entryClass, List<Path> files, List<String> classPath, String mainClass) throws IOException {
		String folder = ClassUtils.convertClassNameToResourcePath(ClassUtils.getPackageName(entryClass)) + "/";
		List<PackageEntry> entries = new ArrayList<>();
		entries.add(PackageEntry.of(FunctionProperties.NAME, FunctionProperties.of(mainClass, classPath), false));
		entries.add(PackageEntry.of(EARLY_START, EARLY_START_CLASS.getBytes(StandardCharsets.UTF_8), false));
		for (Path file : files) {
			try (FileTree jar = new JarTree(file, "",
					(name) -> name.startsWith(folder) && ClassMentions.isClass(name))) {
				for (PackageEntry entry : jar.files()) {
					entries.add(PackageEntry.of(entry.name(), entry.bytes(), false));
				}
			}
			if (entries.size() > 2) {
				ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				ZipFileWriter.write(entries, bytes);
				return bytes.toByteArray();
			}
		}
		throw new PackagingException(
				"The application has no class '%s': add blueprint-faas-runtime to its class path".formatted(entryClass),
				null);
	}

}
