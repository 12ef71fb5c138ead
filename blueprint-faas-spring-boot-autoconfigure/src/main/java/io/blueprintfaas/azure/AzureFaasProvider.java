package io.blueprintfaas.azure;

import java.util.Set;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code azure}.
 */
final class AzureFaasProvider implements FaasProvider {

	private final AzureFaasProperties properties;

	private final AzureManagement management;

	AzureFaasProvider(AzureFaasProperties properties, AzureManagement management) {
		this.properties = properties;
		this.management = management;
	}

	@Override
	public String name() {
		return "azure";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Set<String> jobKeys() {
		return AzureJobProperties.KEYS;
	}

}
