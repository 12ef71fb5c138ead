package io.blueprintfaas.provider;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody probably meant.
 */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * The candidate that needs the fewest changes of a character.
	 * @param name what was written
	 * @param candidates what exists
	 * @return the nearest, or empty if none is near: within a third of the characters
	 */
	public static Optional<String> of(String name, Collection<String> candidates) {
		int near = Math.max(1, name.length() / 3);
		return candidates.stream()
			.filter((candidate) -> distance(uniform(name), uniform(candidate)) <= near)
			.min(Comparator.comparingInt((candidate) -> distance(uniform(name), uniform(candidate))));
	}

	/**
	 * Name without what configuration is relaxed about: case, dashes and underscores.
	 * @param name a name, in any form
	 * @return letters and digits of the name, in lower case
	 */
	public static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	// Optimal string alignment: a swap of neighbours counts as one change.
	private static int distance(String left, String right) {
		int[][] distances = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : step(distances, left, right, i, j);
			}
		}
		return distances[left.length()][right.length()];
	}

	private static int step(int[][] distances, String left, String right, int i, int j) {
		int change = (left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0;
		int best = Math.min(distances[i - 1][j - 1] + change, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
		boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
				&& left.charAt(i - 2) == right.charAt(j - 1);
		return swapped ? Math.min(best, 1 + distances[i - 2][j - 2]) : best;
	}

}
