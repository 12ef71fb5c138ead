package io.blueprintfaas.aws;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

import io.blueprintfaas.FaasProgress;

/**
 * Takes away what deployments of a job made: the function, or, if that was there before,
 * what they added to it.
 */
final class LambdaRemoval {

	private final LambdaControlPlane lambda;

	private final LambdaOwnership ownership;

	private final LambdaFunction function;

	private final LambdaVersions versions;

	LambdaRemoval(LambdaControlPlane lambda, LambdaOwnership ownership, LambdaFunction function) {
		this.lambda = lambda;
		this.ownership = ownership;
		this.function = function;
		this.versions = new LambdaVersions(lambda);
	}

	Mono<Boolean> run() {
		return this.lambda.state(LambdaStep.LOOKING, null).flatMap(this::remove).defaultIfEmpty(false);
	}

	private Mono<Boolean> remove(LambdaState found) {
		if (this.ownership.isOurs(found)) {
			return removeAll();
		}
		this.ownership.check(LambdaStep.LOOKING, found);
		if (found.tags().containsKey(LambdaOwnership.JOB_TAG)) {
			return Mono.error(this.ownership.refused(LambdaStep.REMOVING, found, "remove it there"));
		}
		return removeAdditions();
	}

	private Mono<Boolean> removeAll() {
		return WarmCapacity.find(this.lambda)
			.flatMapIterable((provisioned) -> provisioned.keySet())
			.concatMap((qualifier) -> WarmCapacity.unprovision(this.lambda, qualifier))
			.then(Mono.defer(() -> this.lambda.remove(LambdaStep.REMOVING,
					(client) -> client.deleteFunction((request) -> request.functionName(this.lambda.function())))))
			.flatMap((removed) -> awaitGone().thenReturn(removed));
	}

	private Mono<Boolean> awaitGone() {
		return this.lambda.await(LambdaStep.WAITING_FOR_REMOVAL,
				this.lambda.state(LambdaStep.WAITING_FOR_REMOVAL, null).map((found) -> false).defaultIfEmpty(true),
				(gone) -> gone, (gone) -> gone ? "gone" : "still there", FaasProgress.NONE);
	}

	private Mono<Boolean> removeAdditions() {
		return Mono.zip(this.versions.versions(), this.versions.aliases())
			.flatMap((all) -> removeAlias(all.getT2())
				.flatMap((alias) -> removeVersions(all.getT1(), all.getT2()).map((count) -> alias || count > 0)));
	}

	private Mono<Boolean> removeAlias(List<AliasConfiguration> aliases) {
		return aliases.stream().anyMatch(this::isOurs) ? removeEvents().then(Mono.defer(() -> this.lambda.remove(
				LambdaStep.REMOVING_ALIAS,
				(client) -> client.deleteAlias(
						(request) -> request.functionName(this.lambda.function()).name(this.function.qualifier())))))
				: Mono.just(false);
	}

	private Mono<Boolean> removeEvents() {
		return this.function.event()
				? this.lambda.remove(LambdaStep.REMOVING_EVENTS, (client) -> client.deleteFunctionEventInvokeConfig(
						(request) -> request.functionName(this.lambda.function()).qualifier(this.function.qualifier())))
				: Mono.just(false);
	}

	private Mono<Long> removeVersions(List<FunctionConfiguration> all, List<AliasConfiguration> aliases) {
		List<AliasConfiguration> others = aliases.stream().filter((alias) -> !isOurs(alias)).toList();
		return Flux.fromIterable(all)
			.filter((version) -> LambdaOwnership.isMarked(version.description()))
			.map(FunctionConfiguration::version)
			.filter((version) -> version.matches("\\d+") && !LambdaVersions.named(others).contains(version))
			.concatMap((version) -> WarmCapacity.unprovision(this.lambda, version)
				.then(Mono.defer(() -> this.versions.remove(version))))
			.count();
	}

	private boolean isOurs(@Nullable AliasConfiguration alias) {
		return alias != null && alias.name().equals(this.function.qualifier())
				&& LambdaOwnership.isMarked(alias.description());
	}

}
