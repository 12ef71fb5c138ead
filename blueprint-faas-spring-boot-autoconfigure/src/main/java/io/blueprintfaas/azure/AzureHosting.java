package io.blueprintfaas.azure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Settings without which the host of an app does not run, which depend on the plan.
 */
final class AzureHosting {

	static final String STORAGE = "AzureWebJobsStorage";

	// What identity is used with in place of a secret
	private static final String STORAGE_ACCOUNT = "AzureWebJobsStorage__accountName";

	static final String PACKAGES = "DEPLOYMENT_STORAGE_CONNECTION_STRING";

	private AzureHosting() {
	}

	// Whether the app knows its storage account.
	static boolean isConnected(AzureAppSettings settings) {
		return settings.values().containsKey(STORAGE) || settings.values().containsKey(STORAGE_ACCOUNT);
	}

	// The settings; the connection string is null if the app has one already.
	static Map<String, String> settings(AzureConfiguration configuration, AzureResourceNames names,
			@Nullable String connection) {
		Map<String, String> settings = new LinkedHashMap<>();
		if (!configuration.isFlex()) {
			settings.put("FUNCTIONS_EXTENSION_VERSION", "~4");
			settings.put("FUNCTIONS_WORKER_RUNTIME", configuration.isCustom() ? AzureRuntimes.CUSTOM : "java");
		}
		if (configuration.plan() == AzurePlan.PREMIUM) {
			settings.put("WEBSITE_RUN_FROM_PACKAGE", "1");
		}
		if (connection != null) {
			connect(configuration, names, connection, settings);
		}
		return settings;
	}

	private static void connect(AzureConfiguration configuration, AzureResourceNames names, String connection,
			Map<String, String> settings) {
		settings.put(STORAGE, connection);
		if (configuration.isFlex()) {
			settings.put(PACKAGES, connection);
		}
		if (configuration.plan() == AzurePlan.PREMIUM) {
			settings.put("WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", connection);
			settings.put("WEBSITE_CONTENTSHARE", names.share());
		}
	}

}
