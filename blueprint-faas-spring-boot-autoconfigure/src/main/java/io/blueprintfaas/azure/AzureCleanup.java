package io.blueprintfaas.azure;

import java.util.Set;

import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.AppServicePlansClient;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.storage.fluent.StorageManagementClient;
import com.azure.resourcemanager.storage.fluent.models.ListContainerItemInner;
import reactor.core.publisher.Mono;

/**
 * Takes away what was made for an app that is gone: plan, storage account and resource
 * group, each only if deploying made it for this app and nothing else is in it.
 */
final class AzureCleanup {

	// What the host of functions makes in its storage account
	private static final Set<String> OF_THE_HOST = Set.of("azure-webjobs-hosts", "azure-webjobs-secrets",
			"azure-webjobs-eventhub", "scm-releases", "function-releases");

	private final AzurePlane plane;

	private final AzureSites sites;

	private final AzureResourceNames names;

	AzureCleanup(AzurePlane plane, AzureSites sites, AzureResourceNames names) {
		this.plane = plane;
		this.sites = sites;
		this.names = names;
	}

	Mono<Void> run() {
		return plan().then(Mono.defer(this::storage)).then(Mono.defer(this::group));
	}

	private Mono<Void> plan() {
		return this.plane
			.find(AzureStep.REMOVING_PLAN,
					(manager) -> plans(manager).getByResourceGroupAsync(name(), this.names.plan()))
			.filter((plan) -> AzureTags.isOf(plan.tags(), this.plane.app()))
			.filter((plan) -> plan.numberOfSites() != null && plan.numberOfSites() == 0)
			.flatMap((plan) -> this.plane.change(AzureStep.REMOVING_PLAN,
					(manager) -> plans(manager).deleteWithResponseAsync(name(), this.names.plan())))
			.then();
	}

	private Mono<Void> storage() {
		String account = this.names.storageAccount();
		return this.plane
			.find(AzureStep.REMOVING_STORAGE,
					(manager) -> storage(manager).getStorageAccounts().getByResourceGroupAsync(name(), account))
			.filter((found) -> AzureTags.isOf(found.tags(), this.plane.app()))
			.filterWhen((found) -> this.sites.uses(account).map((used) -> !used))
			.filterWhen((found) -> isEmpty(account))
			.flatMap((found) -> this.plane.change(AzureStep.REMOVING_STORAGE,
					(manager) -> storage(manager).getStorageAccounts().deleteWithResponseAsync(name(), account)))
			.then();
	}

	private Mono<Boolean> isEmpty(String account) {
		return this.plane.read(AzureStep.REMOVING_STORAGE,
				(manager) -> storage(manager).getBlobContainers()
					.listAsync(name(), account)
					.map(ListContainerItemInner::name)
					.all((container) -> OF_THE_HOST.contains(container) || container.equals(this.names.container())));
	}

	private Mono<Void> group() {
		return this.plane
			.find(AzureStep.REMOVING_GROUP, (manager) -> resources(manager).getResourceGroups().getAsync(name()))
			.filter((group) -> AzureTags.isOurs(group.tags()))
			.filterWhen((group) -> this.plane
				.read(AzureStep.REMOVING_GROUP,
						(manager) -> resources(manager).getResources().listByResourceGroupAsync(name()).hasElements())
				.map((any) -> !any))
			.flatMap((group) -> this.plane.change(AzureStep.REMOVING_GROUP,
					(manager) -> resources(manager).getResourceGroups().deleteAsync(name())))
			.then();
	}

	private String name() {
		return this.plane.app().resourceGroup();
	}

	private static AppServicePlansClient plans(AppServiceManager manager) {
		return manager.serviceClient().getAppServicePlans();
	}

	private static StorageManagementClient storage(AppServiceManager manager) {
		return manager.storageManager().serviceClient();
	}

	private static ResourceManagementClient resources(AppServiceManager manager) {
		return manager.resourceManager().serviceClient();
	}

}
