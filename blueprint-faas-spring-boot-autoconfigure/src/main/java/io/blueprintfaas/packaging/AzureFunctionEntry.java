package io.blueprintfaas.packaging;

import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * A function of a package for Azure Functions.
 *
 * @param name name of the function and last part of its address: 1 to 128 letters,
 * digits, {@code _} and {@code -}, beginning with a letter, and not ending with
 * {@code lib}
 * @param authLevel whose calls it takes
 */
public record AzureFunctionEntry(String name, AuthLevel authLevel) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");

	public AzureFunctionEntry {
		Assert.isTrue(NAME.matcher(name).matches(),
				() -> "A function of Azure has a name of 1 to 128 letters, digits, '_' and '-', "
						+ "beginning with a letter, but is named '%s'".formatted(name));
		// Azure takes the first folder that ends so for the one with the libraries
		Assert.isTrue(!folder(name).endsWith("lib") && !folder(name).equals("jre"),
				() -> "A function of Azure cannot be named '%s': a name that ends with 'lib', or is 'jre', is taken"
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
