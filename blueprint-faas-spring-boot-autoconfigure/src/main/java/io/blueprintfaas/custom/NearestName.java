package io.blueprintfaas.custom;

import java.util.Collection;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant.
 */
final class NearestName {

	private NearestName() {
	}

	// The nearest, or {@code null} if none is within a third of the name's length.
	static @Nullable String of(String name, Collection<String> candidates) {
		return candidates.stream()
			.filter((candidate) -> distance(name, candidate) <= Math.max(1, name.length() / 3))
			.min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
				.thenComparing(Comparator.naturalOrder()))
			.orElse(null);
	}

	// Number of characters to insert, delete or change.
	private static int distance(String from, String to) {
		int[] row = new int[to.length() + 1];
		for (int column = 0; column <= to.length(); column++) {
			row[column] = column;
		}
		for (int line = 1; line <= from.length(); line++) {
			int diagonal = row[0];
			row[0] = line;
			for (int column = 1; column <= to.length(); column++) {
				int change = diagonal + ((from.charAt(line - 1) == to.charAt(column - 1)) ? 0 : 1);
				diagonal = row[column];
				row[column] = Math.min(change, 1 + Math.min(row[column], row[column - 1]));
			}
		}
		return row[to.length()];
	}

}
