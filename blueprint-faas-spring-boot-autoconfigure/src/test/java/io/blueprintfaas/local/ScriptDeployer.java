package io.blueprintfaas.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.deployment.FaasPlan;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Deploys a package that stands for the current application.
 */
final class ScriptDeployer implements FaasDeployer {

	private final FaasJobDefinition job;

	private final AtomicInteger deployments = new AtomicInteger();

	private volatile FunctionPackage current;

	private volatile @Nullable RuntimeException failure;

	private volatile CompletableFuture<String> gate = CompletableFuture.completedFuture("open");

	@Nullable LocalFaasProvider provider;

	ScriptDeployer(FaasJobDefinition job, FunctionPackage current) {
		this.job = job;
		this.current = current;
	}

	void current(FunctionPackage newCurrent) {
		this.current = newCurrent;
	}

	void failWith(@Nullable RuntimeException newFailure) {
		this.failure = newFailure;
	}

	void waitFor(CompletableFuture<String> newGate) {
		this.gate = newGate;
	}

	int deployments() {
		return this.deployments.get();
	}

	FaasLifecycle lifecycle() {
		return this.provider.createLifecycle(this.job);
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, FaasProgress progress) {
		return Mono.defer(() -> {
			this.deployments.incrementAndGet();
			RuntimeException now = this.failure;
			return (now != null) ? Mono.error(now) : Mono.fromFuture(this.gate, true)
				.flatMap((open) -> lifecycle().deploy(this.current, FunctionSettings.DEFAULTS, progress));
		});
	}

	@Override
	public List<JobKey> jobs() {
		return List.of(this.job.key());
	}

	@Override
	public Flux<FaasDeployment> deployAll(FaasProgress progress) {
		return deploy(this.job.key().name(), progress).flux();
	}

	@Override
	public FaasLifecycle lifecycle(String job, String provider) {
		return lifecycle();
	}

	@Override
	public Mono<FunctionPackage> pack(String job, String provider) {
		return Mono.just(this.current);
	}

	@Override
	public Mono<FaasPlan> plan(String job, String provider) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<String> providers(String job) {
		return List.of(this.job.provider());
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, String provider, FaasProgress progress) {
		return deploy(job, progress);
	}

	@Override
	public Flux<FaasDeployment> deployments(String job) {
		return lifecycle().deployment().flux();
	}

	@Override
	public Mono<FaasStatus> status(String job) {
		return Mono.empty();
	}

	@Override
	public Mono<Integer> warm(String job) {
		return lifecycle().warm();
	}

	@Override
	public Mono<Boolean> undeploy(String job) {
		return lifecycle().undeploy();
	}

}
