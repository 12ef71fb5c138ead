package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes the entries of a package. The order in which they come does not matter: equal
 * entries give an equal package, to the byte.
 */
public interface PackageWriter {

	/**
	 * Adds a file.
	 * @param name path in the package, with {@code /} between its parts
	 * @param content bytes of the file
	 * @param executable whether the file may be executed
	 * @throws IOException if it cannot be written
	 */
	void add(String name, byte[] content, boolean executable) throws IOException;

	/**
	 * Adds a copy of a file.
	 * @param name path in the package, with {@code /} between its parts
	 * @param file the file
	 * @param executable whether the file may be executed
	 * @throws IOException if it cannot be read or written
	 */
	void add(String name, Path file, boolean executable) throws IOException;

}
