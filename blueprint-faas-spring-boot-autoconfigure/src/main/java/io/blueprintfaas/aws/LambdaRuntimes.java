package io.blueprintfaas.aws;

import java.util.List;
import java.util.regex.Pattern;

import io.blueprintfaas.packaging.LambdaCustomRuntimeLayout;
import io.blueprintfaas.packaging.LambdaLayout;

/**
 * Runtimes of Lambda that can run a job.
 */
final class LambdaRuntimes {

	static final String CUSTOM = "provided.al2023";

	static final List<String> KNOWN = List.of("java17", "java21", "java25", CUSTOM);

	// Others that Lambda has or will have, from Java 17 on
	private static final Pattern MANAGED_JAVA = Pattern.compile("java(1[7-9]|[2-9]\\d)(\\.[a-z0-9]+)?");

	private LambdaRuntimes() {
	}

	// An executable or zip of somebody else brings what it needs to run.
	static String defaultRuntime(boolean artifact) {
		return artifact ? CUSTOM : forJava(Runtime.version().feature());
	}

	// The managed runtime that runs classes compiled for a Java.
	static String forJava(int feature) {
		if (feature <= 17) {
			return "java17";
		}
		return (feature <= 21) ? "java21" : "java25";
	}

	static boolean isManagedJava(String runtime) {
		return MANAGED_JAVA.matcher(runtime).matches();
	}

	static boolean isUsable(String runtime) {
		return KNOWN.contains(runtime) || isManagedJava(runtime);
	}

	static String handler(String runtime) {
		return isManagedJava(runtime) ? LambdaLayout.HANDLER : LambdaCustomRuntimeLayout.HANDLER;
	}

}
