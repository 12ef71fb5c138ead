package io.blueprintfaas.aws;

import java.util.Set;

import org.jspecify.annotations.Nullable;

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

	private final @Nullable PackageBucket bucket;

	private final LambdaCallLimit limit;

	AwsFaasProvider(AwsFaasProperties properties, LambdaClients clients, @Nullable PackageBucket bucket) {
		this.properties = properties;
		this.clients = clients;
		this.bucket = bucket;
		this.limit = new LambdaCallLimit(properties.maxConnections(), properties.pendingAcquireMaxCount(),
				properties.pendingAcquireTimeout());
	}

	@Override
	public String name() {
		return "aws";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		LambdaConfiguration.check(job, this.properties, job.bind(AwsJobProperties.class));
		return new AwsFaasExecutor(job, LambdaFunction.of(job, this.properties), this.clients, this.limit);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return new AwsFaasLifecycle(job, this.properties, this.clients.lambda(), this.bucket);
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
