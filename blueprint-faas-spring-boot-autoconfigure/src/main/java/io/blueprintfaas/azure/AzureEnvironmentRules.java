package io.blueprintfaas.azure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What Azure Functions asks of environment variables, which are settings of the app.
 * Names are shown in messages, values never.
 */
final class AzureEnvironmentRules {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

	// What deploying sets itself
	private static final Set<String> RESERVED = Set.of("AZUREWEBJOBSSTORAGE", "FUNCTIONS_EXTENSION_VERSION",
			"FUNCTIONS_WORKER_RUNTIME", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTSHARE",
			"WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "DEPLOYMENT_STORAGE_CONNECTION_STRING");

	private static final Pattern DISABLED = Pattern.compile("(?i)AzureWebJobs[._].*[._]Disabled");

	private AzureEnvironmentRules() {
	}

	static void check(FaasJobDefinition job, Map<String, String> environment) {
		for (String name : new TreeSet<>(environment.keySet())) {
			if (isReserved(name)) {
				throw new InvalidFaasJobException(
						"Job %s sets environment variable '%s', which deploying to Azure Functions sets itself"
							.formatted(job.key(), name),
						"Remove '%s'".formatted(job.property("environment." + name)));
			}
			if (!NAME.matcher(name).matches()) {
				throw new InvalidFaasJobException(
						"Job %s sets environment variable '%s', but Azure Functions takes names of letters, digits, '_' and '.'"
							.formatted(job.key(), name),
						"Rename '%s'. For a Spring property use its form in upper case, for example SERVER_PORT"
							.formatted(job.property("environment." + name)));
			}
		}
	}

	private static boolean isReserved(String name) {
		return RESERVED.contains(name.toUpperCase()) || DISABLED.matcher(name).matches()
				|| name.toUpperCase().startsWith(AzureAppSettings.PREFIX);
	}

}
