package io.blueprintfaas.deployment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.packaging.FunctionPackager;
import io.blueprintfaas.packaging.PackagingException;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Finds the lifecycle of each job at its provider and hands it the package.
 */
public final class DefaultFaasDeployer implements FaasDeployer {

	private final Supplier<? extends Collection<FaasJobDefinition>> definitions;

	private final Function<FaasJobDefinition, FaasProvider> providers;

	private final Function<String, FaasExecutor> executors;

	private final FunctionPackager packager;

	private final Map<String, FaasLifecycle> lifecycles = new ConcurrentHashMap<>();

	/**
	 * A deployer of the configured jobs.
	 * @param definitions the jobs
	 * @param providers finds the provider of a job
	 * @param executors finds the executor of a job by its name
	 * @param packager makes packages
	 */
	public DefaultFaasDeployer(Supplier<? extends Collection<FaasJobDefinition>> definitions,
			Function<FaasJobDefinition, FaasProvider> providers, Function<String, FaasExecutor> executors,
			FunctionPackager packager) {
		this.definitions = definitions;
		this.providers = providers;
		this.executors = executors;
		this.packager = packager;
	}

	@Override
	public List<JobKey> jobs() {
		return this.definitions.get()
			.stream()
			.map(FaasJobDefinition::key)
			.sorted(Comparator.comparingLong(JobKey::id))
			.toList();
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, FaasProgress progress) {
		return Mono.defer(() -> {
			FaasJobDefinition definition = definition(job);
			FaasLifecycle lifecycle = lifecycle(job);
			return Mono.fromCallable(() -> pack(definition, progress))
				.subscribeOn(Schedulers.boundedElastic())
				.flatMap((functionPackage) -> lifecycle.deploy(functionPackage, definition.settings(), progress));
		});
	}

	@Override
	public Flux<FaasDeployment> deployAll(FaasProgress progress) {
		return Flux.fromIterable(jobs())
			.concatMap((job) -> deploy(job.name(), (step) -> progress.step(job.name() + ": " + step)));
	}

	@Override
	public Mono<FaasDeployment> deployment(String job) {
		return Mono.defer(() -> lifecycle(job).deployment());
	}

	@Override
	public Mono<FaasStatus> status(String job) {
		return Mono.defer(() -> this.executors.apply(definition(job).key().name()).status());
	}

	@Override
	public Mono<Integer> warm(String job) {
		return Mono.defer(() -> lifecycle(job).warm());
	}

	@Override
	public Mono<Boolean> undeploy(String job) {
		return Mono.defer(() -> lifecycle(job).undeploy());
	}

	private FunctionPackage pack(FaasJobDefinition definition, FaasProgress progress) {
		try {
			progress.step("packaging");
			FaasProvider provider = provider(definition);
			return (definition.artifact() != null)
					? this.packager.packArtifact(definition.artifact(), provider.executable(definition))
					: this.packager.packApplication(provider.packageLayout(definition));
		}
		catch (PackagingException ex) {
			throw new FaasDeploymentException("packaging", String.valueOf(ex.getMessage()),
					new FaasCall(definition.key(), definition.provider(), null), ex);
		}
	}

	private FaasLifecycle lifecycle(String job) {
		return this.lifecycles.computeIfAbsent(job, (name) -> {
			FaasJobDefinition definition = definition(name);
			return provider(definition).createLifecycle(definition);
		});
	}

	private FaasProvider provider(FaasJobDefinition definition) {
		return this.providers.apply(definition);
	}

	private FaasJobDefinition definition(String job) {
		return this.definitions.get()
			.stream()
			.filter((definition) -> definition.key().name().equals(job))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"No provider is configured for job '%s'. Jobs with a provider are %s".formatted(job,
							jobs().stream().map(JobKey::name).toList())));
	}

}
