package io.blueprintfaas.packaging;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The parts of the JDK that runs this application which Spring applications need, linked
 * once and kept.
 */
final class JavaRuntimeImage {

	/**
	 * Everything that belongs to Java itself and what libraries use beyond it: a module
	 * that is missing shows only when the function runs. Data of locales other than
	 * English is not among it: it would be a quarter of the image.
	 */
	private static final List<String> MODULES = List.of("java.se", "jdk.charsets", "jdk.crypto.ec", "jdk.httpserver",
			"jdk.jfr", "jdk.management", "jdk.naming.dns", "jdk.net", "jdk.security.auth", "jdk.security.jgss",
			"jdk.unsupported", "jdk.xml.dom", "jdk.zipfs");

	private static final List<String> OPTIONS = List.of("--strip-debug", "--no-header-files", "--no-man-pages");

	private static final int TIMEOUT_SECONDS = 300;

	private final Path javaHome;

	private final Path directory;

	JavaRuntimeImage(Path javaHome, Path directory) {
		this.javaHome = javaHome;
		this.directory = directory;
	}

	/**
	 * The folder of the image, made if it is not there.
	 * @return the folder, with {@code bin/java} in it
	 */
	Path folder() {
		if (!System.getProperty("os.name").startsWith("Linux")) {
			throw new PackagingException(
					("A package brings the Java of the machine it is made on, and functions run on "
							+ "Linux, but this is %s: package on Linux, for example in a container, or set "
							+ "'blueprint.faas.packaging.jre' to 'none'")
						.formatted(System.getProperty("os.name")),
					null);
		}
		try {
			Path image = this.directory.resolve("jre-" + fingerprint());
			OwnFolder.create(image, this::link);
			return image;
		}
		catch (IOException ex) {
			throw new PackagingException(
					"The Java for packages cannot be made in '%s': %s. Check that the folder can be "
						.formatted(this.directory, ex.getMessage()) + "written to and has 200 MB of space left",
					ex);
		}
	}

	private String fingerprint() {
		return new Fingerprint().add(this.javaHome.toString())
			.add(Runtime.version().toString())
			.add(System.getProperty("java.vendor.version", ""))
			.add(String.join(" ", OPTIONS))
			.add(modules())
			.toString()
			.substring(0, 32);
	}

	private static String modules() {
		ModuleFinder system = ModuleFinder.ofSystem();
		return MODULES.stream().filter((name) -> system.find(name).isPresent()).collect(Collectors.joining(","));
	}

	private Path link(Path work) throws IOException {
		Path jlink = this.javaHome.resolve("bin/jlink");
		if (!Files.isExecutable(jlink)) {
			throw noJdk("has no 'bin/jlink'", "");
		}
		run(jlink, work);
		return work.resolve("image");
	}

	private void run(Path jlink, Path work) throws IOException {
		List<String> command = new ArrayList<>(List.of(jlink.toString(), "--add-modules", modules()));
		command.addAll(OPTIONS);
		command.addAll(List.of("--output", work.resolve("image").toString()));
		Path output = work.resolve("output");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException("jlink had not ended after %d s".formatted(TIMEOUT_SECONDS));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while jlink ran", ex);
		}
		finally {
			process.destroyForcibly();
		}
		if (process.exitValue() != 0) {
			throw noJdk("cannot be linked", " (jlink says: %s)".formatted(Files.readString(output).strip()));
		}
	}

	private PackagingException noJdk(String reason, String detail) {
		return new PackagingException(
				("A package cannot bring a Java, because '%s', which runs this application, %s%s: "
						+ "run it with a full JDK, or set 'blueprint.faas.packaging.jre' to 'none'")
					.formatted(this.javaHome, reason, detail),
				null);
	}

}
