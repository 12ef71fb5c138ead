package io.blueprintfaas.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a class folder.
 *
 * @param folder the folder
 */
record FolderTree(Path folder) implements FileTree {

	@Override
	public List<PackageEntry> files() throws IOException {
		List<PackageEntry> files = new ArrayList<>();
		try (Stream<Path> found = Files.walk(this.folder, FileVisitOption.FOLLOW_LINKS)) {
			for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
				String name = this.folder.relativize(file).toString().replace(File.separatorChar, '/');
				files.add(PackageEntry.of(name, file, false));
			}
		}
		return files;
	}

	@Override
	public void close() {
	}

}
