package io.blueprintfaas.packaging;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * A function of a package for Azure Functions.
 *
 * @param name name of the function, of its folder, and last part of its address: 1 to 127
 * letters, digits, {@code _} and {@code -}, beginning with a letter
 * @param authLevel whose calls it takes
 */
public record AzureFunctionEntry(String name, AuthLevel authLevel) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,126}");

	private static final Set<String> OTHER_FOLDERS = Set.of("jars", "jre", "lib");

	public AzureFunctionEntry {
		Assert.isTrue(NAME.matcher(name).matches(),
				() -> "A function of Azure has a name of 1 to 127 letters, digits, '_' and '-', "
						+ "beginning with a letter, but is named '%s'".formatted(name));
		Assert.isTrue(!OTHER_FOLDERS.contains(folder(name)),
				() -> "A function of Azure cannot be named '%s': its package has another folder of that name"
					.formatted(name));
	}

	// As a file system that does not distinguish upper from lower case knows it
	String folder() {
		return folder(this.name);
	}

	private static String folder(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Whose calls a function takes.
	 */
	public enum AuthLevel {

		/**
		 * Those that bring a key of the function or of its app.
		 */
		FUNCTION,

		/**
		 * All that reach it.
		 */
		ANONYMOUS;

		// As Azure writes it
		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
