package io.blueprintfaas.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.packaging.LambdaLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Deploys one function to AWS Lambda: first its unpublished code, then a version of it,
 * and last the alias that callers use, so that a deployment that fails changes nothing
 * for them.
 */
final class AwsFaasLifecycle implements FaasLifecycle {

	private static final Log logger = LogFactory.getLog(AwsFaasLifecycle.class);

	private final FaasJobDefinition job;

	private final AwsFaasProperties properties;

	private final AwsJobProperties jobProperties;

	private final LambdaFunction function;

	private final DeploymentFailures failures;

	private final LambdaControlPlane lambda;

	private final LambdaOwnership ownership;

	private final PackageStaging staging;

	AwsFaasLifecycle(FaasJobDefinition job, AwsFaasProperties properties, Mono<LambdaAsyncClient> client,
			@Nullable PackageBucket bucket) {
		this(job, properties, client, bucket, LambdaLayout.DIRECT_UPLOAD_LIMIT,
				DeploymentPace.of(properties.deployTimeout()));
	}

	AwsFaasLifecycle(FaasJobDefinition job, AwsFaasProperties properties, Mono<LambdaAsyncClient> client,
			@Nullable PackageBucket bucket, DataSize directLimit, DeploymentPace pace) {
		this.job = job;
		this.properties = properties;
		this.jobProperties = job.bind(AwsJobProperties.class);
		this.function = LambdaFunction.of(job, properties);
		this.failures = new DeploymentFailures(call(), this.function.name());
		this.lambda = new LambdaControlPlane(client, this.function.name(), this.failures, pace);
		this.ownership = new LambdaOwnership(job, this.failures);
		this.staging = new PackageStaging(bucket, properties, this.function.name(), directLimit, this.failures);
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return Mono.defer(() -> {
			LambdaConfiguration configuration = LambdaConfiguration.of(this.job, settings, this.properties,
					this.jobProperties);
			check(configuration);
			this.staging.check(functionPackage);
			return deploy(new LambdaRollout(this.job, this.function, configuration, functionPackage, progress));
		});
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return Mono.defer(() -> {
			LambdaConfiguration configuration = LambdaConfiguration.of(this.job, settings, this.properties,
					this.jobProperties);
			return this.lambda.state(LambdaStep.LOOKING, null).map((found) -> {
				List<String> differences = new ArrayList<>();
				if (!found.hasCode(functionPackage, configuration)) {
					differences.add("package");
				}
				differences.addAll(ConfigurationComparison.differences(found.configuration(), configuration));
				return differences;
			});
		});
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return find().map((found) -> found.toDeployment(this.job, this.function.name(), false));
	}

	@Override
	public Mono<Integer> warm() {
		// A function of the first wire version takes a warm request for a call
		return (this.job.wire() == WireVersion.V1_0) ? Mono.empty()
				: new LambdaWarming(this.lambda, this.function, call())
					.run(Math.max(1, this.job.settings().keepWarm()));
	}

	@Override
	public Mono<Boolean> undeploy() {
		return Mono.defer(() -> {
			checkName("removed");
			return new LambdaRemoval(this.lambda, this.ownership, this.function).run()
				.flatMap((removed) -> this.staging.removeAll().thenReturn(removed));
		});
	}

	private Mono<FaasDeployment> deploy(LambdaRollout rollout) {
		LambdaUpdate update = new LambdaUpdate(this.lambda, this.ownership, this.staging, rollout);
		return serve(rollout, update)
			.flatMap((found) -> new EventRetries(this.lambda, rollout).apply()
				.then(Mono.defer(() -> prune(rollout)))
				.then(Mono.defer(() -> rollout.changed().get() ? find() : Mono.just(found))))
			.map((found) -> deployed(rollout, found));
	}

	// What callers had before; everything up to the new version is looked at again if
	// another change got between.
	private Mono<LambdaState> serve(LambdaRollout rollout, LambdaUpdate update) {
		FunctionExtras extras = new FunctionExtras(this.lambda, this.ownership, rollout);
		String qualifier = rollout.alias();
		if (qualifier == null) {
			return update.run()
				.retryWhen(this.lambda.inTurn())
				.flatMap((latest) -> extras.apply(latest).thenReturn(latest));
		}
		LambdaAlias alias = new LambdaAlias(this.lambda, rollout, qualifier);
		return update.run()
			.flatMap((latest) -> alias.serving()
				.flatMap((serving) -> alias.publish(latest, serving)
					.map((version) -> new Published(latest, serving, version))))
			.retryWhen(this.lambda.inTurn())
			.flatMap((published) -> extras.apply(published.latest())
				.then(Mono.defer(() -> alias.serve(published.version(), published.serving(),
						this.ownership.isOurs(published.latest()))))
				.thenReturn(published.serving().orElse(published.latest())));
	}

	private Mono<Void> prune(LambdaRollout rollout) {
		return this.staging.prune(rollout).onErrorResume((failure) -> {
			// The deployment itself has succeeded
			logger.warn("Old packages of function '%s' are left over: %s".formatted(this.function.name(),
					failure.getMessage()));
			rollout.progress().step("old packages are left over: " + failure.getMessage());
			return Mono.empty();
		});
	}

	private FaasDeployment deployed(LambdaRollout rollout, LambdaState found) {
		boolean changed = rollout.changed().get();
		if (!changed) {
			rollout.progress().step("nothing to change");
		}
		return found.toDeployment(this.job, this.function.name(), changed);
	}

	// What callers get; before the first deployment has ended, what there is of it.
	private Mono<LambdaState> find() {
		Mono<LambdaState> unpublished = Mono.defer(() -> this.lambda.state(LambdaStep.LOOKING, null));
		return (this.function.qualifier() != null)
				? this.lambda.state(LambdaStep.LOOKING, this.function.qualifier()).switchIfEmpty(unpublished)
				: unpublished;
	}

	private void check(LambdaConfiguration configuration) {
		checkName("deployed");
		if (this.function.qualifier() != null && this.function.qualifier().matches("\\d+")) {
			throw this.failures.of(LambdaStep.CHECKING,
					"'%s' names version %s, and a published version never changes; name an alias, which deploying then moves"
						.formatted(this.job.property("qualifier"), this.function.qualifier()));
		}
		if (configuration.role() == null) {
			throw this.failures.of(LambdaStep.CHECKING,
					"a function needs a role to run with; name its ARN in blueprint.faas.aws.role, or in '%s'"
						.formatted(this.job.property("role")));
		}
	}

	private void checkName(String what) {
		if (this.function.name().contains(":")) {
			throw this.failures.of(LambdaStep.CHECKING,
					"'%s' is the ARN '%s', so the function is %s elsewhere; name the function alone to do it from here"
						.formatted(this.job.property("function"), this.function.name(), what));
		}
	}

	private FaasCall call() {
		return new FaasCall(this.job.key(), this.job.provider(), null);
	}

	/**
	 * What is ready to be given to callers.
	 *
	 * @param latest the unpublished code
	 * @param serving what callers have so far
	 * @param version the version they are to have
	 */
	private record Published(LambdaState latest, Optional<LambdaState> serving, String version) {
	}

}
