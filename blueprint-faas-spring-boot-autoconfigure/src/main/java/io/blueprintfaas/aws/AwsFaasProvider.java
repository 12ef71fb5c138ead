package io.blueprintfaas.aws;

import java.util.Set;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code aws}.
 */
final class AwsFaasProvider implements FaasProvider {

	private final AwsFaasProperties properties;

	private final LambdaClients clients;

	private final LambdaCallLimit limit;

	AwsFaasProvider(AwsFaasProperties properties, LambdaClients clients) {
		this.properties = properties;
		this.clients = clients;
		this.limit = new LambdaCallLimit(properties.maxConnections(), properties.pendingAcquireMaxCount(),
				properties.pendingAcquireTimeout());
	}

	@Override
	public String name() {
		return "aws";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		return new AwsFaasExecutor(job, LambdaFunction.of(job, this.properties), this.clients, this.limit);
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
		return AwsJobProperties.KEYS;
	}

}
