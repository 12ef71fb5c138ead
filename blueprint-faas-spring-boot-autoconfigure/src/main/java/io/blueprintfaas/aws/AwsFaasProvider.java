package io.blueprintfaas.aws;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

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

	private final Mono<LambdaAsyncClient> lambda;

	private final @Nullable PackageBucket bucket;

	AwsFaasProvider(AwsFaasProperties properties, Mono<LambdaAsyncClient> lambda, @Nullable PackageBucket bucket) {
		this.properties = properties;
		this.lambda = lambda;
		this.bucket = bucket;
	}

	@Override
	public String name() {
		return "aws";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		throw new UnsupportedOperationException(this.properties.functionPrefix());
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return new AwsFaasLifecycle(job, this.properties, this.lambda, this.bucket);
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
