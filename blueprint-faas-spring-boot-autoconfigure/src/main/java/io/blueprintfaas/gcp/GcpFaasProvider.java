package io.blueprintfaas.gcp;

import java.util.Set;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code gcp}.
 */
final class GcpFaasProvider implements FaasProvider {

	private final GcpFaasProperties properties;

	GcpFaasProvider(GcpFaasProperties properties) {
		this.properties = properties;
	}

	@Override
	public String name() {
		return "gcp";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		throw new UnsupportedOperationException(this.properties.functionPrefix());
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
		return GcpJobProperties.KEYS;
	}

}
