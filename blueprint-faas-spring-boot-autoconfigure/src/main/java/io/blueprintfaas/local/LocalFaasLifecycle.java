package io.blueprintfaas.local;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Deploys one function to the local platform, which is started for it if need be.
 */
final class LocalFaasLifecycle implements FaasLifecycle {

	private final FaasJobDefinition job;

	private final LocalPlatform platform;

	private final @Nullable Integer maxConcurrency;

	LocalFaasLifecycle(FaasJobDefinition job, LocalPlatform platform, @Nullable Integer maxConcurrency) {
		this.job = job;
		this.platform = platform;
		this.maxConcurrency = maxConcurrency;
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return lifecycle()
			.flatMap((lifecycle) -> lifecycle.deploy(functionPackage, withConcurrency(settings), progress));
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return lifecycle().flatMap((lifecycle) -> lifecycle.differences(functionPackage, withConcurrency(settings)));
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return lifecycle().flatMap(FaasLifecycle::deployment);
	}

	@Override
	public Mono<Integer> warm() {
		return lifecycle().flatMap(FaasLifecycle::warm);
	}

	@Override
	public Mono<Boolean> undeploy() {
		return lifecycle().flatMap(FaasLifecycle::undeploy);
	}

	private Mono<FaasLifecycle> lifecycle() {
		return this.platform.get()
			.onErrorMap((failure) -> new FaasDeploymentException("starting the local platform",
					String.valueOf(failure.getMessage()), new FaasCall(this.job.key(), this.job.provider(), null),
					failure))
			.map((target) -> target.lifecycle(this.job));
	}

	private FunctionSettings withConcurrency(FunctionSettings settings) {
		Integer own = settings.maxConcurrency();
		return new FunctionSettings(settings.memory(), settings.timeout(), settings.environment(),
				(own != null) ? own : this.maxConcurrency, settings.keepWarm(), settings.extras());
	}

}
