package io.blueprintfaas.packaging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The parts of the running application: its own files, wherever they stand, and all
 * libraries.
 *
 * @param mainClass name of the main class
 * @param own the application's own files, in the order of the class path
 * @param libraries the libraries, in the order of the class path
 * @param testRun whether test libraries may be among them
 */
record ApplicationParts(String mainClass, List<FileTree> own, List<Path> libraries,
		boolean testRun) implements Closeable {

	ApplicationParts withLibraries(List<Path> others) {
		return new ApplicationParts(this.mainClass, this.own, others, this.testRun);
	}

	@Override
	public void close() throws IOException {
		for (FileTree tree : this.own) {
			tree.close();
		}
	}

}
