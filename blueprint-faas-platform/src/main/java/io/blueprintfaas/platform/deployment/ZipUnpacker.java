package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.process.ForkGate;

/**
 * Unpacks a zip that nobody trusts: nothing is written outside the target folder, and no
 * more than the limits allow.
 */
final class ZipUnpacker {

	static final String BOOTSTRAP = "bootstrap";

	private static final int FILE_TYPE = 0170000;

	private static final int REGULAR_FILE = 0100000;

	private static final int FOLDER = 0040000;

	private static final int EXECUTE = 0111;

	private final PackageLimits limits;

	private final Path target;

	private final Set<Path> seen = new HashSet<>();

	private final List<ZipArchiveEntry> folders = new ArrayList<>();

	private final byte[] buffer = new byte[64 * 1024];

	private long unpacked;

	private ZipUnpacker(PackageLimits limits, Path target) {
		this.limits = limits;
		this.target = target.toAbsolutePath().normalize();
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
			new ZipUnpacker(limits, target).unpack(file);
		}
		catch (ZipException ex) {
			throw bad("The package is damaged: " + ex.getMessage());
		}
	}

	static PlatformException bad(String message) {
		return PlatformException.badRequest("BAD_PACKAGE", message);
	}

	private static ZipFile open(Path zip) {
		try {
			return ZipFile.builder().setPath(zip).get();
		}
		catch (IOException | IllegalArgumentException ex) {
			throw bad("The package is not a zip file");
		}
	}

	private void unpack(ZipFile zip) throws IOException {
		List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
		if (entries.size() > this.limits.entries()) {
			throw PlatformException.of(413, "TOO_LARGE", "The package has %d entries, but at most %d are allowed"
				.formatted(entries.size(), this.limits.entries()));
		}
		for (ZipArchiveEntry entry : entries) {
			unpack(zip, entry, check(entry));
		}
		if (!Files.isRegularFile(this.target.resolve(BOOTSTRAP), LinkOption.NOFOLLOW_LINKS)) {
			throw bad("The package must have a file '%s' at its root".formatted(BOOTSTRAP));
		}
		restoreFolderTimes();
	}

	private Path check(ZipArchiveEntry entry) {
		int type = entry.getUnixMode() & FILE_TYPE;
		if (type != 0 && type != REGULAR_FILE && type != FOLDER) {
			throw bad("'%s' in the package is neither a file nor a folder".formatted(entry.getName()));
		}
		Path path = path(entry.getName());
		if (!this.seen.add(path)) {
			throw bad("The package has '%s' more than once".formatted(entry.getName()));
		}
		return path;
	}

	private Path path(String name) {
		boolean upwards = List.of(name.split("/")).contains("..");
		if (name.isEmpty() || name.startsWith("/") || upwards || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0
				|| name.matches("[A-Za-z]:.*")) {
			throw bad("'%s' in the package is not a plain relative path".formatted(name));
		}
		Path path = this.target.resolve(name).normalize();
		if (!path.startsWith(this.target)) {
			throw bad("'%s' in the package leads out of it".formatted(name));
		}
		return path;
	}

	private void unpack(ZipFile zip, ZipArchiveEntry entry, Path path) throws IOException {
		try {
			if (entry.isDirectory()) {
				Files.createDirectories(path);
				this.folders.add(entry);
				return;
			}
			Files.createDirectories(path.getParent());
		}
		catch (FileAlreadyExistsException ex) {
			throw bad("'%s' in the package is both a file and a folder".formatted(entry.getName()));
		}
		unpackFile(zip, entry, path);
	}

	private void unpackFile(ZipFile zip, ZipArchiveEntry entry, Path path) throws IOException {
		if (!zip.canReadEntryData(entry)) {
			throw bad("'%s' in the package is encrypted or packed in an unknown way".formatted(entry.getName()));
		}
		boolean executable = path.equals(this.target.resolve(BOOTSTRAP)) || (entry.getUnixMode() & EXECUTE) != 0;
		if (executable) {
			ForkGate.writeExecutable(() -> write(zip, entry, path));
		}
		else {
			write(zip, entry, path);
		}
		setMode(path, executable);
		setTime(path, entry);
	}

	private void write(ZipFile zip, ZipArchiveEntry entry, Path path) throws IOException {
		long size = 0;
		CRC32 checksum = new CRC32();
		try (InputStream in = zip.getInputStream(entry);
				OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW,
						StandardOpenOption.WRITE)) {
			for (int read = in.read(this.buffer); read >= 0; read = in.read(this.buffer)) {
				size += read;
				count(read);
				checksum.update(this.buffer, 0, read);
				out.write(this.buffer, 0, read);
			}
		}
		catch (FileAlreadyExistsException ex) {
			throw bad("'%s' in the package is both a file and a folder".formatted(entry.getName()));
		}
		if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
			throw bad("'%s' in the package is damaged".formatted(entry.getName()));
		}
	}

	private void count(int bytes) {
		this.unpacked += bytes;
		if (this.unpacked > this.limits.unpacked().toBytes()) {
			throw PlatformException.tooLarge("The unpacked package", this.limits.unpacked().toBytes());
		}
	}

	private static void setMode(Path path, boolean executable) throws IOException {
		if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(path,
					PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
		}
		else if (executable && !path.toFile().setExecutable(true)) {
			throw new IOException("'%s' cannot be made executable".formatted(path.getFileName()));
		}
	}

	private void restoreFolderTimes() throws IOException {
		for (ZipArchiveEntry folder : this.folders) {
			setTime(path(folder.getName()), folder);
		}
	}

	// archives of shared classes are refused if the time of a jar differs
	private static void setTime(Path path, ZipArchiveEntry entry) throws IOException {
		FileTime time = entry.getLastModifiedTime();
		if (time != null && time.toMillis() > 0) {
			Files.setLastModifiedTime(path, time);
		}
	}

}
