package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.springframework.util.FileSystemUtils;

/**
 * A folder that is there with all its contents, or not at all, whichever process makes
 * it.
 */
final class OwnFolder {

	/** How long files that are no longer up to date may still be in use. */
	static final Duration KEPT = Duration.ofDays(1);

	private OwnFolder() {
	}

	/**
	 * Makes a folder unless it is there.
	 * @param target the folder
	 * @param contents puts the contents into the folder it is given
	 * @throws IOException if the contents cannot be made
	 */
	static void create(Path target, Contents contents) throws IOException {
		if (Files.isDirectory(target)) {
			return;
		}
		Path temporary = Files.createTempDirectory(target.getParent(), "folder");
		try {
			Path made = contents.write(temporary);
			Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (FileSystemException ex) {
			// Another process may have been first
			if (!Files.isDirectory(target)) {
				throw ex;
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(temporary);
		}
	}

	/**
	 * Removes files and folders that nobody needs any more.
	 * @param directory where they are
	 * @param pattern pattern of their names
	 * @param kept the one that is needed, however old it is
	 * @throws IOException if they cannot be listed or removed
	 */
	static void removeOld(Path directory, String pattern, Path kept) throws IOException {
		FileTime limit = FileTime.from(Instant.now().minus(KEPT));
		try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
			for (Path file : found) {
				if (!file.equals(kept) && Files.getLastModifiedTime(file).compareTo(limit) < 0) {
					FileSystemUtils.deleteRecursively(file);
				}
			}
		}
	}

	/**
	 * Makes what is to be in a folder.
	 */
	interface Contents {

		/**
		 * Makes the contents.
		 * @param folder a new folder
		 * @return the given folder, or one in it that is to be taken
		 * @throws IOException if they cannot be made
		 */
		Path write(Path folder) throws IOException;

	}

}
