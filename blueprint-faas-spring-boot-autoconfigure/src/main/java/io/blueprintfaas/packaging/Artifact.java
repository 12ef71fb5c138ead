package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;

/**
 * A file that somebody else built: a zip with an executable {@code bootstrap}, or that
 * executable alone.
 *
 * @param file the file
 */
record Artifact(Path file) {

	private static final String BOOTSTRAP = "bootstrap";

	/** What OpenWhisk's runtimes for executables start. */
	private static final String EXEC = "exec";

	private static final byte[] ZIP = { 'P', 'K', 3, 4 };

	private static final byte[] EMPTY_ZIP = { 'P', 'K', 5, 6 };

	private static final int SHOWN = 10;

	/**
	 * The artifact as a package.
	 * @param store where a package of an executable is kept
	 * @return the package
	 */
	FunctionPackage pack(PackageStore store) throws IOException {
		if (!Files.isRegularFile(this.file) || !Files.isReadable(this.file)) {
			throw new PackagingException(("The artifact '%s' %s: name a file that this application may read, an "
					+ "executable for the platform or a zip with an executable named 'bootstrap' at its root")
				.formatted(this.file.toAbsolutePath(), reason()), null);
		}
		if (isZip()) {
			return checkedZip();
		}
		PackageEntries entries = new PackageEntries();
		entries.add(BOOTSTRAP, this.file, true);
		return store.get("artifact", "zip", entries);
	}

	private String reason() {
		if (Files.isDirectory(this.file)) {
			return "is a folder";
		}
		return Files.exists(this.file) ? "cannot be read" : "does not exist";
	}

	private boolean isZip() throws IOException {
		try (InputStream input = Files.newInputStream(this.file)) {
			byte[] magic = input.readNBytes(ZIP.length);
			return Arrays.equals(magic, ZIP) || Arrays.equals(magic, EMPTY_ZIP);
		}
	}

	private FunctionPackage checkedZip() throws IOException {
		try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(Files.newByteChannel(this.file)).get()) {
			List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
			if (!isFile(zip.getEntry(BOOTSTRAP)) && !isFile(zip.getEntry(EXEC))) {
				throw noBootstrap(zip, entries);
			}
			long unpacked = entries.stream().mapToLong(ZipArchiveEntry::getSize).sum();
			return new FunctionPackage(this.file, PackageRecord.sha256(this.file),
					DataSize.ofBytes(Files.size(this.file)), DataSize.ofBytes(unpacked));
		}
	}

	private static boolean isFile(@Nullable ZipArchiveEntry entry) {
		return entry != null && !entry.isDirectory() && !entry.isUnixSymlink();
	}

	private PackagingException noBootstrap(ZipFile zip, List<ZipArchiveEntry> entries) {
		String fix = "put the executable, named 'bootstrap', at the root of the zip";
		if (zip.getEntry("META-INF/MANIFEST.MF") != null) {
			fix = "this is a Java archive, which a platform cannot start. To deploy this application, leave 'artifact' "
					+ "out and it is packaged; to deploy another one, put an executable named 'bootstrap' beside its "
					+ "jar in a zip";
		}
		return new PackagingException("The artifact '%s' has no file 'bootstrap' at its root, but %s: %s"
			.formatted(this.file.toAbsolutePath(), names(entries), fix), null);
	}

	private static String names(List<ZipArchiveEntry> entries) {
		if (entries.isEmpty()) {
			return "nothing";
		}
		String names = entries.stream()
			.limit(SHOWN)
			.map((entry) -> "'" + entry.getName() + "'")
			.collect(Collectors.joining(", "));
		return (entries.size() > SHOWN) ? "%s and %d more".formatted(names, entries.size() - SHOWN) : names;
	}

}
