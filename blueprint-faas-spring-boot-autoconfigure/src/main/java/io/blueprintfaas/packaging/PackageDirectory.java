package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the folder that packages are written to. Below the folder for temporary files,
 * which others may write to as well, it must belong to this user alone: who can change a
 * package changes what runs in the cloud.
 */
final class PackageDirectory {

	private static final Set<PosixFilePermission> OTHERS_OUT = PosixFilePermissions.fromString("rwx------");

	private PackageDirectory() {
	}

	/**
	 * The folder, created if need be.
	 * @param configured the configured folder, or {@code null} for one below the folder
	 * for temporary files
	 * @param name name of the folder below the one for temporary files
	 * @return the folder
	 */
	static Path create(@Nullable Path configured, String name) {
		Path directory = (configured != null) ? configured.toAbsolutePath() : shared().resolve(name);
		try {
			if (configured == null) {
				createOwned(directory.getParent());
			}
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new PackagingException(
					("Packages cannot be written to '%s' (%s): set 'blueprint.faas.packaging.directory' to a folder "
							+ "that this application may write to")
						.formatted(directory, ex.getMessage()),
					ex);
		}
	}

	private static Path shared() {
		return Path.of(System.getProperty("java.io.tmpdir"), "blueprint-faas-" + System.getProperty("user.name"))
			.toAbsolutePath();
	}

	private static void createOwned(Path directory) throws IOException {
		if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
			Files.createDirectories(directory);
			return;
		}
		if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectories(directory.getParent());
			Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OTHERS_OUT));
		}
		checkOwned(directory);
	}

	private static void checkOwned(Path directory) throws IOException {
		PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		Path own = Files.createTempFile(directory, "owner", ".part");
		try {
			if (!attributes.isDirectory() || !Files.getOwner(own).equals(attributes.owner())
					|| !OTHERS_OUT.containsAll(attributes.permissions())) {
				throw new IOException("it belongs to another user, or other users may write to it");
			}
		}
		finally {
			Files.delete(own);
		}
	}

}
