package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * Writes what it takes to run an application as a process: a {@code bootstrap} that finds
 * a Java and starts it, its arguments in {@code java.args}, the application, its
 * libraries, and a Java if the package brings one. Layouts of platforms that start a
 * process share it.
 */
public final class JavaBootstrap {

	/**
	 * Options of every function. The JVM's own messages must keep off standard output,
	 * which carries answers.
	 */
	private static final List<String> OPTIONS = List.of("-XX:+DisplayVMOutputToStderr", "-XX:+UseSerialGC",
			"-XX:-UsePerfData", "-Xshare:auto", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true");

	private final List<String> jvmOptions;

	private final Supplier<@Nullable Path> runtime;

	/**
	 * For a platform that has a Java.
	 */
	public JavaBootstrap() {
		this(List.of(), () -> null);
	}

	/**
	 * With options and a Java.
	 * @param jvmOptions options of the JVM, each beginning with {@code -}; they win over
	 * the options that every function has
	 * @param runtime gives the folder of a Java to bring along, or {@code null} if the
	 * platform has one; asked when a package is written
	 */
	public JavaBootstrap(List<String> jvmOptions, Supplier<@Nullable Path> runtime) {
		this.jvmOptions = List.copyOf(jvmOptions);
		this.runtime = runtime;
	}

	/**
	 * Whether packages bring a Java.
	 * @return {@code true} if they do; it has been made then
	 */
	boolean bringsJava() {
		return this.runtime.get() != null;
	}

	/**
	 * The same for a platform that has no Java.
	 * @param image gives the folder of a Java to bring along if this brings none
	 * @return one that always brings a Java
	 */
	JavaBootstrap withJava(Supplier<Path> image) {
		return new JavaBootstrap(this.jvmOptions, () -> {
			Path java = this.runtime.get();
			return (java != null) ? java : image.get();
		});
	}

	/**
	 * Writes the files.
	 * @param application the application's own files and its libraries
	 * @param entryClass name of the class that speaks the platform's protocol; it finds
	 * the application's main class in a system property
	 * @param writer takes the entries
	 * @throws IOException if a file cannot be read or written
	 */
	public void write(ApplicationFiles application, String entryClass, PackageWriter writer) throws IOException {
		write(application, entryClass, "bootstrap", writer);
	}

	/**
	 * Writes the files for a platform that starts another file than {@code bootstrap}.
	 * @param application the application's own files and its libraries
	 * @param entryClass name of the class that speaks the platform's protocol
	 * @param executable name of the file that the platform starts
	 * @param writer takes the entries
	 */
	void write(ApplicationFiles application, String entryClass, String executable, PackageWriter writer)
			throws IOException {
		List<String> classPath = new ArrayList<>(List.of("app.jar"));
		writer.add("app.jar", application.applicationJar(), false);
		LibraryNames names = new LibraryNames();
		for (Path library : application.libraries()) {
			String name = "lib/" + names.of(library);
			writer.add(name, library, false);
			classPath.add(name);
		}
		writer.add("java.args", arguments(application.mainClass(), classPath), false);
		writer.add(executable, script(executable, entryClass), true);
		Path java = this.runtime.get();
		if (java != null) {
			writeRuntime(java, writer);
		}
	}

	private byte[] arguments(String mainClass, List<String> classPath) {
		List<String> arguments = new ArrayList<>(OPTIONS);
		arguments.add("-Dblueprint.faas.function.main-class=" + mainClass);
		arguments.addAll(this.jvmOptions);
		arguments.add("-cp");
		arguments.add(String.join(":", classPath));
		StringBuilder text = new StringBuilder();
		arguments.forEach((argument) -> text.append(quote(argument)).append('\n'));
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	// As the java command reads it from a file
	private static String quote(String argument) {
		return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	private static byte[] script(String executable, String entryClass) throws IOException {
		ClassPathResource script = new ClassPathResource(executable + ".sh", JavaBootstrap.class);
		return script.getContentAsString(StandardCharsets.UTF_8)
			.replace("@ENTRY_CLASS@", entryClass)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static void writeRuntime(Path java, PackageWriter writer) throws IOException {
		try (Stream<Path> found = Files.walk(java)) {
			for (Path file : found.filter(Files::isRegularFile).toList()) {
				String name = "jre/" + java.relativize(file).toString().replace('\\', '/');
				writer.add(name, file, Files.isExecutable(file));
			}
		}
	}

}
