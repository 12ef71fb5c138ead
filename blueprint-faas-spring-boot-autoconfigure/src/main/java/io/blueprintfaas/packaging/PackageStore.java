package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FunctionPackage;

/**
 * Keeps written zips in a folder, each under the fingerprint of what it was made of, and
 * writes only those that are not there yet. Several processes may share the folder;
 * within one, only one thread at a time may use it.
 */
final class PackageStore {

	private final Path directory;

	private final Map<Path, Verified> verified = new HashMap<>();

	PackageStore(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * The zip of the given entries, sorted by name.
	 * @param name first part of the file's name
	 * @param extension last part of the file's name
	 * @param entries the entries
	 * @return the zip
	 */
	FunctionPackage get(String name, String extension, PackageEntries entries) throws IOException {
		return get(name, extension, entries.fingerprint(), entries::all);
	}

	/**
	 * The jar of an application's own files.
	 * @param name first part of the file's name
	 * @param jar the files
	 * @return the jar
	 */
	FunctionPackage get(String name, ApplicationJar jar) throws IOException {
		return get(name, "jar", jar.fingerprint(), jar::entries);
	}

	private FunctionPackage get(String name, String extension, String fingerprint, Entries entries) throws IOException {
		Path file = this.directory.resolve("%s-%s.%s".formatted(name, fingerprint.substring(0, 32), extension));
		FunctionPackage known = find(file);
		return (known != null) ? known : write(name, extension, entries.list(), file);
	}

	private FunctionPackage write(String name, String extension, Collection<PackageEntry> entries, Path file)
			throws IOException {
		Path temporary = Files.createTempFile(this.directory, name, ".part");
		try {
			FunctionPackage written = PackageRecord.at(file, ZipFileWriter.write(entries, temporary));
			PackageRecord.write(written);
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
			removeOld(name, extension, file);
			return remember(written);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	// A zip that is there is proved to be what was written by its hash once, and from
	// then
	// on by its time and size
	private @Nullable FunctionPackage find(Path file) throws IOException {
		Verified before = this.verified.get(file);
		try {
			if (before != null && before.time().equals(Files.getLastModifiedTime(file))
					&& before.contents().size().toBytes() == Files.size(file)) {
				return before.contents();
			}
			FunctionPackage recorded = PackageRecord.read(file);
			return (recorded != null && PackageRecord.matches(recorded)) ? remember(recorded) : null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private FunctionPackage remember(FunctionPackage contents) throws IOException {
		this.verified.put(contents.file(), new Verified(contents, Files.getLastModifiedTime(contents.file())));
		return contents;
	}

	private void removeOld(String name, String extension, Path current) throws IOException {
		OwnFolder.removeOld(this.directory, name + "-*." + extension, current);
		OwnFolder.removeOld(this.directory, name + "-*." + extension + ".sha256", PackageRecord.path(current));
		OwnFolder.removeOld(this.directory, "*.part", current);
	}

	/**
	 * Entries of a zip, put together only if it is not there.
	 */
	private interface Entries {

		Collection<PackageEntry> list() throws IOException;

	}

	private record Verified(FunctionPackage contents, FileTime time) {
	}

}
