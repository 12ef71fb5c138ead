package io.blueprintfaas.azure;

import java.util.List;
import java.util.Map;

import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;
import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import com.azure.resourcemanager.appservice.fluent.models.StringDictionaryInner;
import com.azure.resourcemanager.resources.models.Tags;
import com.azure.resourcemanager.resources.models.TagsPatchOperation;
import com.azure.resourcemanager.resources.models.TagsPatchResource;
import reactor.core.publisher.Mono;

/**
 * Requests about one app: the app itself, its settings and its functions.
 */
final class AzureSites {

	private final AzurePlane plane;

	AzureSites(AzurePlane plane) {
		this.plane = plane;
	}

	Mono<AzureSite> find() {
		return this.plane
			.find(AzureStep.LOOKING, (manager) -> apps(manager).getByResourceGroupAsync(group(), this.plane.name()))
			.map(AzureSite::new);
	}

	Mono<AzureSite> put(AzureStep step, SiteInner site) {
		return this.plane.change(step, (manager) -> apps(manager).createOrUpdateAsync(group(), this.plane.name(), site))
			.map(AzureSite::new);
	}

	Mono<AzureAppSettings> settings() {
		return this.plane
			.read(AzureStep.READING_SETTINGS,
					(manager) -> apps(manager).listApplicationSettingsAsync(group(), this.plane.name()))
			.map((found) -> new AzureAppSettings((found.properties() != null) ? found.properties() : Map.of()));
	}

	// All settings: what is not among them is gone.
	Mono<Void> put(AzureAppSettings settings) {
		return this.plane
			.change(AzureStep.SETTING, (manager) -> apps(manager).updateApplicationSettingsAsync(group(),
					this.plane.name(), new StringDictionaryInner().withProperties(settings.values())))
			.then();
	}

	// Adds tags, and changes neither the others nor the app.
	Mono<Void> mark(Map<String, String> tags) {
		TagsPatchResource patch = new TagsPatchResource().withOperation(TagsPatchOperation.MERGE)
			.withProperties(new Tags().withTags(tags));
		// The client puts a slash before what it is about
		String scope = this.plane.app().resourceId().substring(1);
		return this.plane
			.change(AzureStep.MARKING,
					(manager) -> manager.resourceManager()
						.serviceClient()
						.getTagOperations()
						.updateAtScopeAsync(scope, patch))
			.then();
	}

	Mono<Void> sync() {
		return this.plane
			.read(AzureStep.SYNCING, (manager) -> apps(manager).syncFunctionTriggersAsync(group(), this.plane.name()))
			.then();
	}

	Mono<FunctionEnvelopeInner> function(String name) {
		return this.plane.find(AzureStep.CONFIRMING,
				(manager) -> apps(manager).getFunctionAsync(group(), this.plane.name(), name));
	}

	Mono<List<FunctionEnvelopeInner>> functions() {
		return this.plane.read(AzureStep.CONFIRMING,
				(manager) -> apps(manager).listFunctionsAsync(group(), this.plane.name()).collectList());
	}

	// The plan stays, also an empty one, which Azure would take away as well.
	Mono<Void> delete() {
		return this.plane
			.change(AzureStep.REMOVING,
					(manager) -> apps(manager).deleteWithResponseAsync(group(), this.plane.name(), null, false))
			.then();
	}

	// Other apps in the group that use the storage account, as their tags say.
	Mono<Boolean> uses(String storageAccount) {
		return this.plane.read(AzureStep.REMOVING_STORAGE, (manager) -> apps(manager).listByResourceGroupAsync(group())
			.any((site) -> storageAccount.equals(new AzureSite(site).tags().get(AzureTags.STORAGE))));
	}

	// Without the name of the app, which may stand before it.
	static String name(FunctionEnvelopeInner function) {
		String name = String.valueOf(function.name());
		return name.substring(name.lastIndexOf('/') + 1);
	}

	private String group() {
		return this.plane.app().resourceGroup();
	}

	private static WebAppsClient apps(AppServiceManager manager) {
		return manager.serviceClient().getWebApps();
	}

}
