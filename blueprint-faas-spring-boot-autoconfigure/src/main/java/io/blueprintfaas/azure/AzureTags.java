package io.blueprintfaas.azure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Tags by which deploying knows what it made, and what is there.
 */
final class AzureTags {

	static final String PREFIX = "blueprint-faas-";

	/** On everything that deploying made: the app it was made for. */
	static final String APP = PREFIX + "app";

	/** Content hash of the package that runs. */
	static final String PACKAGE = PREFIX + "package";

	/** Hash of how the app is set up, without its environment. */
	static final String SETTINGS = PREFIX + "settings";

	/** How the app is hosted. */
	static final String PLAN = PREFIX + "plan";

	/** The storage account of the app. */
	static final String STORAGE = PREFIX + "storage";

	/** Names of the tags that were configured, so that no others are removed. */
	static final String NAMES = PREFIX + "tags";

	private static final int MAX_VALUE = 256;

	private AzureTags() {
	}

	// Tags that a new or changed app should have.
	static Map<String, String> wanted(AzureConfiguration configuration, Map<String, String> found) {
		Map<String, String> tags = new LinkedHashMap<>(found);
		Arrays.asList(found.getOrDefault(NAMES, "").split(",")).forEach(tags::remove);
		tags.putAll(configuration.tags());
		String names = String.join(",", new TreeSet<>(configuration.tags().keySet()));
		// Too many to be remembered: then tags that are not wanted any more stay
		if (names.isEmpty() || names.length() > MAX_VALUE) {
			tags.remove(NAMES);
		}
		else {
			tags.put(NAMES, names);
		}
		tags.put(SETTINGS, configuration.hash());
		tags.put(PLAN, configuration.plan().name());
		return tags;
	}

	static boolean isOurs(@Nullable Map<String, String> tags) {
		return tags != null && tags.containsKey(APP);
	}

	// Whether it was made for this app.
	static boolean isOf(@Nullable Map<String, String> tags, AzureApp app) {
		return tags != null && String.valueOf(app.name()).equalsIgnoreCase(tags.get(APP));
	}

}
