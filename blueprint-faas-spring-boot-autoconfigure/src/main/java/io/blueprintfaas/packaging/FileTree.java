package io.blueprintfaas.packaging;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Files of the application that stand together. What it lists can be read until it is
 * closed.
 */
interface FileTree extends Closeable {

	/**
	 * All files, by name.
	 * @return the files
	 * @throws IOException if they cannot be listed
	 */
	List<PackageEntry> files() throws IOException;

}
