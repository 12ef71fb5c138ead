package io.blueprintfaas.gcp;

import java.util.List;

/**
 * Runtimes of Cloud Functions that can run a job.
 */
final class GcpRuntimes {

	static final List<String> KNOWN = List.of("java17", "java21", "java25");

	private GcpRuntimes() {
	}

	// The runtime that runs classes compiled for a Java.
	static String forJava(int feature) {
		if (feature <= 17) {
			return "java17";
		}
		return (feature <= 21) ? "java21" : "java25";
	}

}
