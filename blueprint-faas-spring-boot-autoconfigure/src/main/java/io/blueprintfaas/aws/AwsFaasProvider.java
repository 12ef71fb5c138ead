package io.blueprintfaas.aws;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.LambdaCustomRuntimeLayout;
import io.blueprintfaas.packaging.LambdaLayout;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.packaging.PackagingException;
import io.blueprintfaas.provider.CallLimit;
import io.blueprintfaas.provider.FaasCostBasis;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code aws}.
 */
final class AwsFaasProvider implements FaasProvider {

	private final AwsFaasProperties properties;

	private final LambdaClients clients;

	private final @Nullable PackageBucket bucket;

	private final CallLimit limit;

	private final Layouts layouts;

	AwsFaasProvider(AwsFaasProperties properties, LambdaClients clients, @Nullable PackageBucket bucket,
			Layouts layouts) {
		this.properties = properties;
		this.clients = clients;
		this.bucket = bucket;
		this.layouts = layouts;
		this.limit = new CallLimit(properties.maxConnections(), properties.pendingAcquireMaxCount(),
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
		AwsJobProperties jobProperties = job.bind(AwsJobProperties.class);
		String runtime = LambdaConfiguration.runtime(job, this.properties, jobProperties);
		if (LambdaRuntimes.isManagedJava(runtime)) {
			return this.layouts.managed().getObject();
		}
		checkArchitecture(job, LambdaConfiguration.architecture(this.properties, jobProperties));
		return this.layouts.custom().getObject();
	}

	// The package brings the Java of this machine.
	private static void checkArchitecture(FaasJobDefinition job, String architecture) {
		String here = LambdaCustomRuntimeLayout.architecture();
		if (!here.equals(architecture)) {
			throw new PackagingException(
					"Job %s is to run on architecture '%s', but the Java that its package brings is that of this machine, '%s': package on a machine of the other architecture, set '%s' to '%s', or choose one of Lambda's Java runtimes"
						.formatted(job.key(), architecture, here, job.property("architecture"), here),
					null);
		}
	}

	@Override
	public FaasCostBasis costBasis(FaasJobDefinition job) {
		String architecture = LambdaConfiguration.architecture(this.properties, job.bind(AwsJobProperties.class));
		DataSize configured = job.settings().memory();
		DataSize memory = (configured == null && job.function() == null) ? LambdaConfiguration.DEFAULT_MEMORY
				: configured;
		return new FaasCostBasis("arm64".equals(architecture) ? name() + "-arm64" : name(), memory);
	}

	@Override
	public Set<String> jobKeys() {
		return AwsJobProperties.KEYS;
	}

	/**
	 * How packages are laid out.
	 *
	 * @param managed for Lambda's Java runtimes
	 * @param custom for its runtime without a Java
	 */
	record Layouts(ObjectProvider<LambdaLayout> managed, ObjectProvider<LambdaCustomRuntimeLayout> custom) {

	}

}
