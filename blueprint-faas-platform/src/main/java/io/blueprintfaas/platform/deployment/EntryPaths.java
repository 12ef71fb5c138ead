package io.blueprintfaas.platform.deployment;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Says where the entries of a package are unpacked to: each to a path of its own within
 * the target folder, or nowhere.
 */
final class EntryPaths {

	private static final int FILE_TYPE = 0170000;

	private static final int REGULAR_FILE = 0100000;

	private static final int FOLDER = 0040000;

	private final Path target;

	private final Set<Path> taken = new HashSet<>();

	EntryPaths(Path target) {
		this.target = target.toAbsolutePath().normalize();
	}

	Path take(ZipArchiveEntry entry) {
		int type = entry.getUnixMode() & FILE_TYPE;
		if (type != 0 && type != REGULAR_FILE && type != FOLDER) {
			throw ZipUnpacker.bad("'%s' in the package is neither a file nor a folder".formatted(entry.getName()));
		}
		Path path = resolve(entry.getName());
		if (!this.taken.add(path)) {
			throw ZipUnpacker.bad("The package has '%s' more than once".formatted(entry.getName()));
		}
		return path;
	}

	private Path resolve(String name) {
		if (!isPlain(name)) {
			throw ZipUnpacker.bad("'%s' in the package is not a plain relative path".formatted(name));
		}
		Path path = this.target.resolve(name).normalize();
		if (!path.startsWith(this.target)) {
			throw ZipUnpacker.bad("'%s' in the package leads out of it".formatted(name));
		}
		return path;
	}

	private static boolean isPlain(String name) {
		boolean upwards = List.of(name.split("/")).contains("..");
		boolean absolute = name.startsWith("/") || name.matches("[A-Za-z]:.*");
		return !name.isEmpty() && !absolute && !upwards && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
	}

}
