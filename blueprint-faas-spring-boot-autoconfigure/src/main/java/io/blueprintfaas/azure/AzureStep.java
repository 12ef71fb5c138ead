package io.blueprintfaas.azure;

/**
 * What a lifecycle does at Azure, one request or one wait at a time: how it is called in
 * messages, and the action that an account must be allowed.
 */
enum AzureStep {

	CHECKING("checking the package", ""),

	LOOKING("looking at what is deployed", "Microsoft.Web/sites/read"),

	READING_SETTINGS("reading the settings of the app", "Microsoft.Web/sites/config/list/action"),

	PREPARING_GROUP("preparing the resource group", "Microsoft.Resources/subscriptions/resourceGroups/write"),

	PREPARING_STORAGE("preparing the storage account", "Microsoft.Storage/storageAccounts/write"),

	READING_KEYS("reading the key of the storage account", "Microsoft.Storage/storageAccounts/listKeys/action"),

	PREPARING_CONTAINER("preparing the container for packages",
			"Microsoft.Storage/storageAccounts/blobServices/containers/write"),

	PREPARING_PLAN("preparing the plan", "Microsoft.Web/serverfarms/write"),

	CREATING("creating the app", "Microsoft.Web/sites/write"),

	UPDATING("updating the app", "Microsoft.Web/sites/write"),

	SETTING("changing the settings of the app", "Microsoft.Web/sites/config/write"),

	MARKING("marking what is deployed", "Microsoft.Resources/tags/write"),

	UPLOADING("uploading the package", "Microsoft.Web/sites/publish/action"),

	FOLLOWING("following the deployment", "Microsoft.Web/sites/publish/action"),

	SYNCING("having Azure look for functions", "Microsoft.Web/sites/syncfunctiontriggers/action"),

	CONFIRMING("waiting for the function to be listed", "Microsoft.Web/sites/functions/read"),

	CALLING("waiting for the function to answer", ""),

	REMOVING("removing the app", "Microsoft.Web/sites/delete"),

	REMOVING_PLAN("removing the plan", "Microsoft.Web/serverfarms/delete"),

	REMOVING_STORAGE("removing the storage account", "Microsoft.Storage/storageAccounts/delete"),

	REMOVING_GROUP("removing the resource group", "Microsoft.Resources/subscriptions/resourceGroups/delete");

	private final String text;

	private final String action;

	AzureStep(String text, String action) {
		this.text = text;
		this.action = action;
	}

	// For people, for example 'creating the app'.
	String text() {
		return this.text;
	}

	// The action the step needs; empty if it needs none.
	String action() {
		return this.action;
	}

	// A role of Azure's that allows it, and where.
	String role(AzureApp app) {
		return switch (this) {
			case PREPARING_GROUP, REMOVING_GROUP ->
				"'Contributor' on the subscription, or create resource group '%s' yourself and grant 'Contributor' on it"
					.formatted(app.resourceGroup());
			default -> "'Contributor' on resource group '%s'".formatted(app.resourceGroup());
		};
	}

}
