package io.blueprintfaas.azure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Runtimes of Azure Functions that run functions of this project.
 */
final class AzureRuntimes {

	/** Packages bring their own Java, and listen to requests themselves. */
	static final String CUSTOM = "custom";

	/** Versions of Java, the oldest first. */
	static final List<String> JAVA = List.of("17", "21", "25");

	/** The last one that the plan Consumption has for Linux. */
	static final String LAST_OF_CONSUMPTION = "21";

	private AzureRuntimes() {
	}

	// The runtime that is configured, or else the oldest that runs classes of this Java;
	// the newest if none does.
	static String of(@Nullable String configured) {
		String known = AzureNames.first(configured, null);
		return (known != null) ? known : forJava(Runtime.version().feature());
	}

	static String forJava(int feature) {
		return JAVA.stream()
			.filter((version) -> Integer.parseInt(version) >= feature)
			.findFirst()
			.orElse(JAVA.get(JAVA.size() - 1));
	}

}
