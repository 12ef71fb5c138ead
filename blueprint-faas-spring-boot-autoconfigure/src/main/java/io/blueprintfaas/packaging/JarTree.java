package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Files of one folder of a jar.
 */
final class JarTree implements FileTree {

	private final ZipFile jar;

	private final String folder;

	private final Predicate<String> taken;

	/**
	 * A part of a jar.
	 * @param jar the jar
	 * @param folder the folder with a {@code /} at its end, or an empty text for all
	 * @param taken which files to take, by their name below the folder
	 */
	JarTree(Path jar, String folder, Predicate<String> taken) throws IOException {
		this.jar = new ZipFile(jar.toFile());
		this.folder = folder;
		this.taken = taken;
	}

	@Override
	public List<PackageEntry> files() {
		return this.jar.stream()
			.filter((entry) -> !entry.isDirectory() && entry.getName().startsWith(this.folder))
			.filter((entry) -> this.taken.test(name(entry)))
			.sorted(Comparator.comparing(ZipEntry::getName))
			.map((entry) -> new PackageEntry(name(entry), () -> this.jar.getInputStream(entry), false,
					"%d|%d".formatted(entry.getCrc(), entry.getSize())))
			.toList();
	}

	private String name(ZipEntry entry) {
		return entry.getName().substring(this.folder.length());
	}

	@Override
	public void close() throws IOException {
		this.jar.close();
	}

}
