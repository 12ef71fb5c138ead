package io.blueprintfaas.gcp;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What Cloud Functions asks of environment variables. Names are shown in messages, values
 * never.
 */
final class GcpEnvironmentRules {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	// Set by the platform itself in every function
	private static final Set<String> RESERVED = Set.of("PORT", "FUNCTION_TARGET", "FUNCTION_SIGNATURE_TYPE");

	private static final Set<String> RESERVED_PREFIXES = Set.of("K_", "X_GOOGLE_");

	private GcpEnvironmentRules() {
	}

	static void check(FaasJobDefinition job, Map<String, String> environment) {
		for (String name : new TreeSet<>(environment.keySet())) {
			if (isReserved(name)) {
				throw new InvalidFaasJobException(
						"Job %s sets environment variable '%s', which Cloud Functions reserves for itself"
							.formatted(job.key(), name),
						"Rename '%s'".formatted(job.property("environment." + name)));
			}
			if (!NAME.matcher(name).matches()) {
				throw new InvalidFaasJobException(
						"Job %s sets environment variable '%s', but Cloud Functions takes names of letters, digits and '_' that do not begin with a digit"
							.formatted(job.key(), name),
						"Rename '%s'. For a Spring property use its form in upper case, for example SERVER_PORT"
							.formatted(job.property("environment." + name)));
			}
		}
	}

	private static boolean isReserved(String name) {
		return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
	}

}
