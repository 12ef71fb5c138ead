package io.blueprintfaas.deployment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.util.Assert;
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
import io.blueprintfaas.deployment.FaasPlan.Action;
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

	private final Map<List<String>, FaasLifecycle> lifecycles = new ConcurrentHashMap<>();

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
			.distinct()
			.sorted(Comparator.comparingLong(JobKey::id))
			.toList();
	}

	@Override
	public List<String> providers(String job) {
		return find(job).stream().map(FaasJobDefinition::provider).toList();
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, FaasProgress progress) {
		return deployEverywhere(job, progress).collectList().map((deployments) -> deployments.get(0));
	}

	@Override
	public Flux<FaasDeployment> deployAll(FaasProgress progress) {
		return Flux.fromIterable(jobs())
			.concatMap((job) -> deployEverywhere(job.name(), (step) -> progress.step(job.name() + ": " + step)));
	}

	@Override
	public FaasLifecycle lifecycle(String job, String provider) {
		return lifecycle(find(job, provider));
	}

	@Override
	public Mono<FunctionPackage> pack(String job, String provider) {
		return Mono.fromCallable(() -> pack(find(job, provider), FaasProgress.NONE))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Mono<FaasPlan> plan(String job, String provider) {
		return pack(job, provider).flatMap((functionPackage) -> {
			FaasJobDefinition definition = find(job, provider);
			FaasPlan create = new FaasPlan(definition.key(), provider, Action.CREATE, List.of(), functionPackage);
			return lifecycle(definition).differences(functionPackage, definition.settings())
				.map((differences) -> new FaasPlan(definition.key(), provider,
						differences.isEmpty() ? Action.NONE : Action.UPDATE, differences, functionPackage))
				.defaultIfEmpty(create);
		});
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, String provider, FaasProgress progress) {
		return Mono.defer(() -> deploy(find(job, provider), progress));
	}

	private Flux<FaasDeployment> deployEverywhere(String job, FaasProgress progress) {
		return definitions(job).concatMap((definition) -> deploy(definition, progress));
	}

	private Mono<FaasDeployment> deploy(FaasJobDefinition definition, FaasProgress progress) {
		FaasLifecycle lifecycle = lifecycle(definition);
		return Mono.fromCallable(() -> pack(definition, progress))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((functionPackage) -> lifecycle.deploy(functionPackage, definition.settings(), progress));
	}

	@Override
	public Flux<FaasDeployment> deployments(String job) {
		return definitions(job).concatMap((definition) -> lifecycle(definition).deployment());
	}

	@Override
	public Mono<FaasStatus> status(String job) {
		return definitions(job).next().flatMap((definition) -> this.executors.apply(definition.key().name()).status());
	}

	@Override
	public Mono<Integer> warm(String job) {
		return definitions(job).concatMap((definition) -> lifecycle(definition).warm()).reduce(Integer::sum);
	}

	@Override
	public Mono<Boolean> undeploy(String job) {
		return definitions(job).concatMap((definition) -> lifecycle(definition).undeploy()).reduce(Boolean::logicalOr);
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

	private FaasLifecycle lifecycle(FaasJobDefinition definition) {
		return this.lifecycles.computeIfAbsent(List.of(definition.key().name(), definition.provider()),
				(key) -> provider(definition).createLifecycle(definition));
	}

	private FaasProvider provider(FaasJobDefinition definition) {
		return this.providers.apply(definition);
	}

	private Flux<FaasJobDefinition> definitions(String job) {
		return Flux.fromStream(() -> find(job).stream());
	}

	private FaasJobDefinition find(String job, String provider) {
		return find(job).stream()
			.filter((definition) -> definition.provider().equals(provider))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"Job '%s' has no provider '%s', only %s".formatted(job, provider, providers(job))));
	}

	private List<FaasJobDefinition> find(String job) {
		List<FaasJobDefinition> found = this.definitions.get()
			.stream()
			.filter((definition) -> definition.key().name().equals(job))
			.toList();
		Assert.notEmpty(found, () -> "No provider is configured for job '%s'. Jobs with a provider are %s"
			.formatted(job, jobs().stream().map(JobKey::name).toList()));
		return found;
	}

}
