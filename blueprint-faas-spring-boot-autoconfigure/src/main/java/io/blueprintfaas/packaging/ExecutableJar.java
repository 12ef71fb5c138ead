package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * An executable jar or war made by Boot's plugins: classes in one folder, libraries as
 * nested jars in another.
 *
 * @param file the jar
 * @param mainClass the application's main class
 * @param classes folder of the classes, with a {@code /} at its end
 * @param libraries folder of the nested jars, with a {@code /} at its end
 * @param index name of the file that tells the order of the nested jars, or {@code null}
 */
record ExecutableJar(Path file, String mainClass, String classes, String libraries, @Nullable String index) {

	/**
	 * Looks whether a file is one.
	 * @param file any element of a class path
	 * @return the jar, or {@code null} if it is no executable jar
	 */
	static @Nullable ExecutableJar find(Path file) throws IOException {
		if (!Files.isRegularFile(file)) {
			return null;
		}
		try (JarFile jar = new JarFile(file.toFile())) {
			Manifest manifest = jar.getManifest();
			Attributes attributes = (manifest != null) ? manifest.getMainAttributes() : new Attributes();
			String mainClass = attributes.getValue("Start-Class");
			String classes = attributes.getValue("Spring-Boot-Classes");
			String libraries = attributes.getValue("Spring-Boot-Lib");
			return (mainClass != null && classes != null && libraries != null && jar.getEntry(classes) != null)
					? new ExecutableJar(file, mainClass, classes, libraries,
							attributes.getValue("Spring-Boot-Classpath-Index"))
					: null;
		}
	}

	/**
	 * The application's own files: its classes, and what stands beside them but belongs
	 * neither to Boot's loader nor to the libraries.
	 */
	List<FileTree> trees() throws IOException {
		return List.of(new JarTree(this.file, this.classes, (name) -> true),
				new JarTree(this.file, "", (name) -> isOwn(name)));
	}

	private boolean isOwn(String name) {
		return !name.startsWith("BOOT-INF/") && !name.startsWith("WEB-INF/")
				&& !name.startsWith("org/springframework/boot/loader/")
				&& !name.equals("META-INF/services/java.nio.file.spi.FileSystemProvider");
	}

	/**
	 * Unpacks the nested jars once.
	 * @param directory folder in which to keep them
	 * @return the jars, in the order of the class path
	 */
	List<Path> unpackLibraries(Path directory) throws IOException {
		Path target = directory.resolve("libraries-" + fingerprint().substring(0, 32));
		try (JarFile jar = new JarFile(this.file.toFile())) {
			List<String> names = libraryNames(jar);
			OwnFolder.create(target, (folder) -> {
				for (String name : names) {
					unpack(jar, name, folder);
				}
				return folder;
			});
			OwnFolder.removeOld(directory, "libraries-*", target);
			return names.stream().map((name) -> target.resolve(fileName(name))).toList();
		}
	}

	private void unpack(JarFile jar, String name, Path folder) throws IOException {
		ZipEntry entry = jar.getEntry(name);
		if (entry == null) {
			throw new IOException("'%s' lacks '%s', which its index names".formatted(this.file, name));
		}
		try (InputStream input = jar.getInputStream(entry)) {
			Files.copy(input, folder.resolve(fileName(name)));
		}
	}

	private List<String> libraryNames(JarFile jar) throws IOException {
		ZipEntry entry = (this.index != null) ? jar.getEntry(this.index) : null;
		if (entry == null) {
			return jar.stream().map(ZipEntry::getName).filter(this::isLibrary).toList();
		}
		try (InputStream input = jar.getInputStream(entry)) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> line.startsWith("- \""))
				.map((line) -> line.substring(3, line.lastIndexOf('"')))
				.filter(this::isLibrary)
				.toList();
		}
	}

	private boolean isLibrary(String name) {
		return name.startsWith(this.libraries) && name.endsWith(".jar")
				&& name.indexOf('/', this.libraries.length()) < 0;
	}

	private String fileName(String name) {
		return name.substring(this.libraries.length());
	}

	private String fingerprint() throws IOException {
		return new Fingerprint().add(PackageEntry.of("jar", this.file, false).stamp()).toString();
	}

}
