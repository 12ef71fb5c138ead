package io.blueprintfaas.local;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.custom.CustomFaasPlatform;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.packaging.PipeLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Provider {@code local}.
 */
final class LocalFaasProvider implements FaasProvider {

	private final LocalPlatform platform;

	private final @Nullable Integer maxConcurrency;

	private final ObjectProvider<FaasDeployer> deployer;

	private final ObjectProvider<PipeLayout> layout;

	LocalFaasProvider(LocalPlatform platform, @Nullable Integer maxConcurrency, ObjectProvider<FaasDeployer> deployer,
			ObjectProvider<PipeLayout> layout) {
		this.platform = platform;
		this.maxConcurrency = maxConcurrency;
		this.deployer = deployer;
		this.layout = layout;
	}

	@Override
	public String name() {
		return "local";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		CustomFaasPlatform.checkSettings(job);
		if (job.endpoint() != null) {
			throw new InvalidFaasJobException(
					"Job %s has provider 'local' and sets '%s', but that platform runs inside this application"
						.formatted(job.key(), job.property("endpoint")),
					"Remove '%s', or use provider 'custom'".formatted(job.property("endpoint")));
		}
		return new LocalFaasExecutor(job, this.platform, new LocalDeployment(job.key(), job.provider(), this.deployer));
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return new LocalFaasLifecycle(job, this.platform, this.maxConcurrency);
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		return this.layout.getObject();
	}

}
