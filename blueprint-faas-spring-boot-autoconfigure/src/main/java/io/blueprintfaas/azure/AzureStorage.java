package io.blueprintfaas.azure;

import java.util.Map;

import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils;
import com.azure.resourcemanager.storage.fluent.StorageAccountsClient;
import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.fluent.models.StorageAccountInner;
import com.azure.resourcemanager.storage.fluent.models.StorageAccountListKeysResultInner;
import com.azure.resourcemanager.storage.models.Kind;
import com.azure.resourcemanager.storage.models.MinimumTlsVersion;
import com.azure.resourcemanager.storage.models.PublicAccess;
import com.azure.resourcemanager.storage.models.Sku;
import com.azure.resourcemanager.storage.models.SkuName;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import reactor.core.publisher.Mono;

/**
 * Sees to the storage account of an app, which Azure Functions cannot do without. What is
 * there already is used as it is.
 */
final class AzureStorage {

	private final AzurePlane plane;

	private final AzureResourceNames names;

	AzureStorage(AzurePlane plane, AzureResourceNames names) {
		this.plane = plane;
		this.names = names;
	}

	// The connection string of the account, which is a secret.
	Mono<String> connection(String region) {
		return this.plane
			.find(AzureStep.PREPARING_STORAGE,
					(manager) -> accounts(manager).getByResourceGroupAsync(group(), this.names.storageAccount()))
			.switchIfEmpty(Mono.defer(() -> create(region)))
			.then(Mono.defer(this::connection));
	}

	// The container for packages, by its address.
	Mono<String> container() {
		String name = this.names.container();
		return this.plane
			.find(AzureStep.PREPARING_CONTAINER,
					(manager) -> manager.storageManager()
						.serviceClient()
						.getBlobContainers()
						.getAsync(group(), this.names.storageAccount(), name))
			.switchIfEmpty(Mono.defer(this::createContainer))
			.map((container) -> "https://%s.blob%s/%s".formatted(this.names.storageAccount(), suffix(), name));
	}

	private Mono<BlobContainerInner> createContainer() {
		return this.plane.change(AzureStep.PREPARING_CONTAINER,
				(manager) -> manager.storageManager()
					.serviceClient()
					.getBlobContainers()
					.createAsync(group(), this.names.storageAccount(), this.names.container(),
							new BlobContainerInner().withPublicAccess(PublicAccess.NONE)));
	}

	private Mono<StorageAccountInner> create(String region) {
		this.plane.progress().step("%s: %s".formatted(AzureStep.PREPARING_STORAGE.text(), this.names.storageAccount()));
		StorageAccountCreateParameters account = new StorageAccountCreateParameters().withLocation(region)
			.withKind(Kind.STORAGE_V2)
			.withSku(new Sku().withName(SkuName.STANDARD_LRS))
			.withMinimumTlsVersion(MinimumTlsVersion.TLS1_2)
			.withAllowBlobPublicAccess(false)
			.withEnableHttpsTrafficOnly(true)
			.withTags(Map.of(AzureTags.APP, this.plane.name()));
		return this.plane.change(AzureStep.PREPARING_STORAGE,
				(manager) -> accounts(manager).createAsync(group(), this.names.storageAccount(), account));
	}

	private Mono<String> connection() {
		return this.plane
			.read(AzureStep.READING_KEYS,
					(manager) -> accounts(manager).listKeysAsync(group(), this.names.storageAccount()))
			.map(this::connection);
	}

	private String connection(StorageAccountListKeysResultInner keys) {
		if (keys.keys() == null || keys.keys().isEmpty()) {
			throw this.plane.failures()
				.of(AzureStep.READING_KEYS,
						"storage account '%s' has no keys; allow 'storage account key access' of it, or set 'blueprint.faas.azure.storage-account' to another"
							.formatted(this.names.storageAccount()));
		}
		return ResourceManagerUtils.getStorageConnectionString(this.names.storageAccount(), keys.keys().get(0).value(),
				this.plane.manager().environment());
	}

	private String suffix() {
		return this.plane.manager().environment().getStorageEndpointSuffix();
	}

	private String group() {
		return this.plane.app().resourceGroup();
	}

	private static StorageAccountsClient accounts(AppServiceManager manager) {
		return manager.storageManager().serviceClient().getStorageAccounts();
	}

}
