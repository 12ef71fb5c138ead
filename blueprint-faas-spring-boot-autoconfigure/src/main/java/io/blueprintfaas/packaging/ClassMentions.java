package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out which packages classes name.
 */
final class ClassMentions {

	private final List<String> missing;

	private final Set<String> found = new HashSet<>();

	/**
	 * Begins without any classes.
	 * @param packages packages to look for, each with a {@code /} at its end
	 */
	ClassMentions(List<String> packages) {
		this.missing = new ArrayList<>(packages);
	}

	/**
	 * Looks at more classes.
	 * @param files files, of which those that are no classes are passed over
	 * @return this
	 */
	ClassMentions add(List<PackageEntry> files) throws IOException {
		for (PackageEntry file : files) {
			if (this.missing.isEmpty()) {
				break;
			}
			if (isClass(file.name())) {
				add(file.bytes());
			}
		}
		return this;
	}

	// A class names all that it uses in one table, in plain letters
	private void add(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		this.missing.removeIf((name) -> text.contains(name) && this.found.add(name));
	}

	Set<String> found() {
		return this.found;
	}

	static boolean isClass(String name) {
		return name.endsWith(".class") && !name.endsWith("module-info.class");
	}

}
