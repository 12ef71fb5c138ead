package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names for libraries in one folder: those of their files, told apart where two are
 * equal, and without characters that have a meaning in a class path.
 */
final class LibraryNames {

	private final Set<String> taken = new HashSet<>();

	/**
	 * Name for the next library.
	 * @param library file of the library
	 * @return the name, given out once
	 */
	String of(Path library) {
		String name = library.getFileName().toString().replaceAll("[^A-Za-z0-9._+-]", "_");
		String unique = name;
		for (int number = 2; !this.taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
			unique = name.replaceFirst("(\\.[^.]*)?$", "-" + number + "$1");
		}
		return unique;
	}

}
