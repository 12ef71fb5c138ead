package io.blueprintfaas.openwhisk;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What OpenWhisk asks of environment variables. Names are shown in messages, values
 * never.
 */
final class OpenWhiskEnvironmentRules {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	// Set by the platform itself in every function
	private static final String RESERVED = "__OW_";

	private OpenWhiskEnvironmentRules() {
	}

	static void check(FaasJobDefinition job, Map<String, String> environment) {
		for (String name : new TreeSet<>(environment.keySet())) {
			if (name.startsWith(RESERVED)) {
				throw new InvalidFaasJobException(
						"Job %s sets environment variable '%s', but names that begin with '%s' are OpenWhisk's own"
							.formatted(job.key(), name, RESERVED),
						"Rename '%s'".formatted(job.property("environment." + name)));
			}
			if (!NAME.matcher(name).matches()) {
				throw new InvalidFaasJobException(
						"Job %s sets environment variable '%s', but provider '%s' takes names of letters, digits and '_' that do not begin with a digit"
							.formatted(job.key(), name, job.provider()),
						"Rename '%s'. For a Spring property use its form in upper case, for example SERVER_PORT"
							.formatted(job.property("environment." + name)));
			}
		}
	}

}
