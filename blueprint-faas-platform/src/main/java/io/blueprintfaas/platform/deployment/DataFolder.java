package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

/**
 * The folder of a platform: nobody else may look into it, and no other platform may use
 * it until it is closed.
 *
 * @param root the folder
 * @param lockFile holds the lock as long as it is open
 */
record DataFolder(Path root, FileChannel lockFile) implements AutoCloseable {

	static DataFolder open(Path folder) throws IOException {
		Path root = createPrivate(folder.toAbsolutePath().normalize());
		FileChannel lockFile = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (tryLock(lockFile) == null) {
			lockFile.close();
			throw new IOException(
					"The folder '%s' is in use by another platform: give each one a folder of its own".formatted(root));
		}
		return new DataFolder(root, lockFile);
	}

	static Path createPrivate(Path folder) throws IOException {
		Files.createDirectories(folder);
		if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
		}
		return folder;
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.lockFile.close();
	}

}
