package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a package before they are written, by name.
 */
final class PackageEntries implements PackageWriter {

	private final SortedMap<String, PackageEntry> entries = new TreeMap<>();

	@Override
	public void add(String name, byte[] content, boolean executable) throws IOException {
		add(PackageEntry.of(name, content, executable));
	}

	@Override
	public void add(String name, Path file, boolean executable) throws IOException {
		add(PackageEntry.of(name, file, executable));
	}

	void add(PackageEntry entry) throws IOException {
		if (this.entries.putIfAbsent(entry.name(), entry) != null) {
			throw new IOException("The package has two files named '%s'".formatted(entry.name()));
		}
	}

	/**
	 * Has the files in all jars compressed together, not each by itself.
	 */
	void expandJars() {
		this.entries.replaceAll((name, entry) -> entry.isJar() ? entry.expanded() : entry);
	}

	Collection<PackageEntry> all() {
		return this.entries.values();
	}

	/**
	 * What the package is made of, found out without reading its files.
	 * @return a hash of names and stamps
	 */
	String fingerprint() {
		Fingerprint fingerprint = new Fingerprint();
		for (PackageEntry entry : all()) {
			fingerprint.add(entry.name()).add(String.valueOf(entry.executable())).add(entry.stamp());
		}
		return fingerprint.toString();
	}

}
