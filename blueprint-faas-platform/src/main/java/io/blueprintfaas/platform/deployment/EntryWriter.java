package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.process.ForkGate;

/**
 * Writes the files of a package: no more than the limit in all, and none that is damaged.
 */
final class EntryWriter {

	private final ZipFile zip;

	private final DataSize limit;

	private final byte[] buffer = new byte[64 * 1024];

	private long unpacked;

	EntryWriter(ZipFile zip, DataSize limit) {
		this.zip = zip;
		this.limit = limit;
	}

	void write(ZipArchiveEntry entry, Path path, boolean executable) throws IOException {
		if (!this.zip.canReadEntryData(entry)) {
			throw ZipUnpacker
				.bad("'%s' in the package is encrypted or packed in an unknown way".formatted(entry.getName()));
		}
		if (executable) {
			ForkGate.writeExecutable(() -> write(entry, path));
		}
		else {
			write(entry, path);
		}
		setMode(path, executable);
		setTime(path, entry);
	}

	private void write(ZipArchiveEntry entry, Path path) throws IOException {
		CRC32 checksum = new CRC32();
		long before = this.unpacked;
		try (InputStream in = this.zip.getInputStream(entry);
				OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW,
						StandardOpenOption.WRITE)) {
			copy(in, out, checksum);
		}
		catch (FileAlreadyExistsException ex) {
			throw ZipUnpacker.bothFileAndFolder(entry);
		}
		if (this.unpacked - before != entry.getSize() || checksum.getValue() != entry.getCrc()) {
			throw ZipUnpacker.bad("'%s' in the package is damaged".formatted(entry.getName()));
		}
	}

	private void copy(InputStream in, OutputStream out, CRC32 checksum) throws IOException {
		for (int read = in.read(this.buffer); read >= 0; read = in.read(this.buffer)) {
			this.unpacked += read;
			if (this.unpacked > this.limit.toBytes()) {
				throw PlatformException.tooLarge("The unpacked package", this.limit.toBytes());
			}
			checksum.update(this.buffer, 0, read);
			out.write(this.buffer, 0, read);
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

	// archives of shared classes are refused if the time of a jar differs
	static void setTime(Path path, ZipArchiveEntry entry) throws IOException {
		FileTime time = entry.getLastModifiedTime();
		if (time != null && time.toMillis() > 0) {
			Files.setLastModifiedTime(path, time);
		}
	}

}
