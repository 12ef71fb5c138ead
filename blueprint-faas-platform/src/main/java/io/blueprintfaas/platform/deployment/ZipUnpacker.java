package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Unpacks a zip that nobody trusts: nothing is written outside the target folder, and no
 * more than the limits allow.
 */
final class ZipUnpacker {

	static final String BOOTSTRAP = "bootstrap";

	private static final int EXECUTE = 0111;

	private final Path bootstrap;

	private final EntryPaths paths;

	private final EntryWriter writer;

	private final Map<Path, ZipArchiveEntry> folders = new LinkedHashMap<>();

	private ZipUnpacker(Path target, ZipFile zip, PackageLimits limits) {
		this.bootstrap = target.toAbsolutePath().normalize().resolve(BOOTSTRAP);
		this.paths = new EntryPaths(target);
		this.writer = new EntryWriter(zip, limits.unpacked());
	}

	/**
	 * Unpacks a function's package.
	 * @param zip the package
	 * @param target an empty folder
	 * @param limits how large it may be
	 * @throws IOException if the machine fails; a bad package is a
	 * {@link PlatformException}
	 */
	static void unpack(Path zip, Path target, PackageLimits limits) throws IOException {
		try (ZipFile file = open(zip)) {
			List<ZipArchiveEntry> entries = Collections.list(file.getEntries());
			if (entries.size() > limits.entries()) {
				throw PlatformException.of(413, "TOO_LARGE", "The package has %d entries, but at most %d are allowed"
					.formatted(entries.size(), limits.entries()));
			}
			new ZipUnpacker(target, file, limits).unpack(entries);
		}
		catch (ZipException ex) {
			throw bad("The package is damaged: " + ex.getMessage());
		}
	}

	static PlatformException bad(String message) {
		return PlatformException.badRequest("BAD_PACKAGE", message);
	}

	static PlatformException bothFileAndFolder(ZipArchiveEntry entry) {
		return bad("'%s' in the package is both a file and a folder".formatted(entry.getName()));
	}

	private static ZipFile open(Path zip) {
		try {
			return ZipFile.builder().setPath(zip).get();
		}
		catch (IOException | IllegalArgumentException ex) {
			throw bad("The package is not a zip file");
		}
	}

	private void unpack(List<ZipArchiveEntry> entries) throws IOException {
		for (ZipArchiveEntry entry : entries) {
			unpack(entry, this.paths.take(entry));
		}
		if (!Files.isRegularFile(this.bootstrap, LinkOption.NOFOLLOW_LINKS)) {
			throw bad("The package must have a file '%s' at its root".formatted(BOOTSTRAP));
		}
		for (Map.Entry<Path, ZipArchiveEntry> folder : this.folders.entrySet()) {
			// not before, for each file in it has changed its time
			EntryWriter.setTime(folder.getKey(), folder.getValue());
		}
	}

	private void unpack(ZipArchiveEntry entry, Path path) throws IOException {
		createFolders(entry, entry.isDirectory() ? path : path.getParent());
		if (entry.isDirectory()) {
			this.folders.put(path, entry);
		}
		else {
			this.writer.write(entry, path, path.equals(this.bootstrap) || (entry.getUnixMode() & EXECUTE) != 0);
		}
	}

	private static void createFolders(ZipArchiveEntry entry, Path folder) throws IOException {
		try {
			Files.createDirectories(folder);
		}
		catch (FileAlreadyExistsException ex) {
			throw bothFileAndFolder(entry);
		}
	}

}
