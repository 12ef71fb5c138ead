package io.blueprintfaas.packaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The application's own files, from wherever they stand, as the entries of one plain jar.
 */
final class ApplicationJar {

	private final SortedMap<String, List<PackageEntry>> files = new TreeMap<>();

	/**
	 * Collects the files.
	 * @param trees where they stand, in the order of the class path
	 */
	ApplicationJar(List<FileTree> trees) throws IOException {
		for (FileTree tree : trees) {
			for (PackageEntry file : tree.files()) {
				if (!isSignature(file.name())) {
					this.files.computeIfAbsent(file.name(), (name) -> new ArrayList<>()).add(file);
				}
			}
		}
	}

	String fingerprint() {
		Fingerprint fingerprint = new Fingerprint();
		this.files.values().forEach((same) -> same.forEach((file) -> fingerprint.add(file.name()).add(file.stamp())));
		return fingerprint.toString();
	}

	/**
	 * The entries, folders among them: component scanning asks for folders.
	 * @return the entries, sorted by name
	 * @throws IOException if files that must be merged cannot be read
	 */
	Collection<PackageEntry> entries() throws IOException {
		SortedMap<String, PackageEntry> entries = new TreeMap<>();
		for (Map.Entry<String, List<PackageEntry>> same : this.files.entrySet()) {
			addFolders(same.getKey(), entries);
			PackageEntry merged = MergedFiles.merge(same.getValue());
			entries.put(same.getKey(),
					same.getKey().equals(ApplicationManifest.NAME) ? ApplicationManifest.of(merged) : merged);
		}
		return entries.values();
	}

	private void addFolders(String name, Map<String, PackageEntry> entries) {
		for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
			entries.computeIfAbsent(name.substring(0, end + 1),
					(folder) -> PackageEntry.of(folder, new byte[0], false));
		}
	}

	private boolean isSignature(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		return upper.startsWith("META-INF/") && upper.indexOf('/', 9) < 0
				&& (upper.endsWith(".SF") || upper.endsWith(".RSA") || upper.endsWith(".DSA") || upper.endsWith(".EC"));
	}

}
