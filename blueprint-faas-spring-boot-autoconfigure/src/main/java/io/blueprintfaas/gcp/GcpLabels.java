package io.blueprintfaas.gcp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Labels of a function: those that are configured, those that deploying remembers things
 * by, and those of others, which stay.
 */
final class GcpLabels {

	/** Optional settings that deploying has set, so that it takes back no others. */
	static final String SETTINGS_LABEL = GcpOwnership.LABEL_PREFIX + "settings";

	/** Short hashes of labels that deploying has set, so that it removes no others. */
	static final String KEYS_LABEL = GcpOwnership.LABEL_PREFIX + "labels";

	private static final int HASH = 6;

	private static final int MAX_REMEMBERED = 63 / HASH;

	private GcpLabels() {
	}

	// Labels a function should have; found is what is there, or null.
	static Map<String, String> wanted(GcpRollout rollout, GcpOwnership ownership, @Nullable GcpState found) {
		Map<String, String> configured = rollout.configuration().labels();
		Map<String, String> labels = new HashMap<>((found != null) ? found.labels() : Map.of());
		labels.keySet().removeAll(outdated(labels));
		labels.putAll(configured);
		if (found == null || ownership.isOurs(found)) {
			labels.put(GcpOwnership.JOB_LABEL, ownership.mark());
		}
		labels.put(GcpState.PACKAGE_LABEL, GcpState.packageLabel(rollout.functionPackage()));
		remember(labels, SETTINGS_LABEL, String.join("_", rollout.configuration().optionalSettings()));
		// Too many to be remembered: then labels that are not wanted any more stay
		remember(labels, KEYS_LABEL, (configured.size() <= MAX_REMEMBERED) ? hashes(configured.keySet()) : "");
		return Map.copyOf(labels);
	}

	// Optional settings that an earlier deployment has set.
	static Set<String> settings(GcpState found) {
		return new HashSet<>(List.of(found.labels().getOrDefault(SETTINGS_LABEL, "").split("_")));
	}

	private static Set<String> outdated(Map<String, String> labels) {
		String known = labels.getOrDefault(KEYS_LABEL, "");
		return labels.keySet()
			.stream()
			.filter((key) -> !key.startsWith(GcpOwnership.LABEL_PREFIX) && contains(known, key))
			.collect(Collectors.toSet());
	}

	private static boolean contains(String known, String key) {
		int index = known.indexOf(GcpOwnership.hash(key, HASH));
		while (index >= 0 && index % HASH != 0) {
			index = known.indexOf(GcpOwnership.hash(key, HASH), index + 1);
		}
		return index >= 0;
	}

	private static String hashes(Set<String> keys) {
		return new TreeSet<>(keys).stream().map((key) -> GcpOwnership.hash(key, HASH)).collect(Collectors.joining());
	}

	private static void remember(Map<String, String> labels, String key, String value) {
		if (value.isEmpty()) {
			labels.remove(key);
		}
		else {
			labels.put(key, value);
		}
	}

}
