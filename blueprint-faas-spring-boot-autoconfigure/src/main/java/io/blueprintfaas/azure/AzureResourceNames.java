package io.blueprintfaas.azure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Names of what an app needs: configured ones, or names made from that of the app.
 *
 * @param plan its plan
 * @param storageAccount its storage account, unique in the world
 * @param container container for packages in the storage account
 * @param share share for the content of a Premium app in the storage account
 */
record AzureResourceNames(String plan, String storageAccount, String container, String share) {

	private static final int HASH = 12;

	static AzureResourceNames of(AzureApp app, AzureFaasProperties properties) {
		String name = String.valueOf(app.name()).toLowerCase(Locale.ROOT);
		String hash = AzureHash.of(app.resourceId().toLowerCase(Locale.ROOT), HASH);
		String letters = name.replaceAll("[^a-z0-9]", "");
		return new AzureResourceNames(first(properties.planName(), shorten(name, 55) + "-plan"),
				first(properties.storageAccount(), shorten(letters, 24 - HASH) + hash), "functions-" + hash,
				"functions-" + hash);
	}

	private static String first(@Nullable String configured, String made) {
		String known = AzureNames.first(configured, null);
		return (known != null) ? known : made;
	}

	private static String shorten(String text, int length) {
		return text.substring(0, Math.min(length, text.length()));
	}

}
