package io.blueprintfaas.packaging;

import java.io.IOException;

/**
 * Where the files of an application stand in a package: each kind of provider wants its
 * own.
 */
public interface PackageLayout {

	/**
	 * Name of the layout, for messages and for the name of the file.
	 * @return letters, digits and {@code -}, for example {@code pipe}
	 */
	String name();

	/**
	 * Whether the platform takes so little that packages are made as small as they can
	 * be: without libraries that a function can do without, and with the classes of all
	 * others compressed anew. The jars have the same files, but not the same bytes.
	 * @return {@code false} unless the layout says otherwise
	 */
	default boolean isCompact() {
		return false;
	}

	/**
	 * Writes the entries of the package.
	 * @param application the application's own files and its libraries
	 * @param writer takes the entries, in any order
	 * @throws IOException if a file cannot be read or written
	 */
	void write(ApplicationFiles application, PackageWriter writer) throws IOException;

}
