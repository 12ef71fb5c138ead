package io.blueprintfaas.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

import io.blueprintfaas.aws.WarmCapacity.Move;

/**
 * Publishes the unpublished code and has the alias that callers use name it, only when
 * the version is ready to serve. Whatever fails before that leaves callers with the
 * version they have.
 */
final class LambdaAlias {

	private final LambdaControlPlane lambda;

	private final LambdaRollout rollout;

	private final String alias;

	private final LambdaVersions versions;

	private final WarmCapacity warmCapacity;

	LambdaAlias(LambdaControlPlane lambda, LambdaRollout rollout, String alias) {
		this.lambda = lambda;
		this.rollout = rollout;
		this.alias = alias;
		this.versions = new LambdaVersions(lambda);
		this.warmCapacity = new WarmCapacity(lambda, rollout);
	}

	// What the alias names now, or empty if there is no such alias.
	Mono<Optional<LambdaState>> serving() {
		return this.lambda.state(LambdaStep.LOOKING_AT_ALIAS, this.alias)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty());
	}

	// The version that is to serve: the one that does, or a new one.
	Mono<String> publish(LambdaState latest, Optional<LambdaState> serving) {
		return serving.filter((state) -> LambdaVersions.isWanted(state, this.rollout))
			.map((state) -> Mono.just(state.version()))
			.orElseGet(() -> this.versions.publish(latest, this.rollout));
	}

	// Ends with the version serving.
	Mono<Void> serve(String version, Optional<LambdaState> serving, boolean ours) {
		String before = serving.map(LambdaState::version).orElse(null);
		return WarmCapacity.find(this.lambda).flatMap((provisioned) -> {
			Move move = new Move(before, version, provisioned);
			return awaitReady(move).then(Mono.defer(() -> this.warmCapacity.prepare(move)))
				.then(Mono.defer(() -> name(move)))
				.then(Mono.defer(() -> settle(move, ours)))
				.then(Mono.defer(() -> prune(move)));
		});
	}

	private Mono<Void> awaitReady(Move move) {
		return move.isNeeded() ? this.versions.awaitReady(move.version(), this.rollout.progress()).then()
				: Mono.empty();
	}

	private Mono<Void> name(Move move) {
		if (!move.isNeeded()) {
			return Mono.empty();
		}
		this.rollout.changing((move.serving() != null) ? LambdaStep.MOVING_ALIAS : LambdaStep.CREATING_ALIAS,
				"'%s' names version %s".formatted(this.alias, move.version()));
		return (move.serving() != null) ? move(move.version()) : create(move.version());
	}

	private Mono<Void> create(String version) {
		return this.lambda.change(LambdaStep.CREATING_ALIAS,
				(client) -> client.createAlias((request) -> request.functionName(this.lambda.function())
					.name(this.alias)
					.functionVersion(version)
					.description(LambdaOwnership.MARK)))
			.then();
	}

	// A share of the calls that somebody gave to another version ends with it.
	private Mono<Void> move(String version) {
		return this.lambda
			.find(LambdaStep.LOOKING_AT_ALIAS,
					(client) -> client
						.getAlias((request) -> request.functionName(this.lambda.function()).name(this.alias)))
			.flatMap((found) -> this.lambda.changeInTurn(LambdaStep.MOVING_ALIAS,
					(client) -> client.updateAlias((request) -> request.functionName(this.lambda.function())
						.name(this.alias)
						.functionVersion(version)
						.revisionId(found.revisionId())
						.overrideConfiguration(LambdaControlPlane.once(this.lambda.pace().read()))
						.routingConfig((found.routingConfig() != null) ? noShares() : null))))
			.then();
	}

	private static AliasRoutingConfiguration noShares() {
		return AliasRoutingConfiguration.builder().additionalVersionWeights(Map.of()).build();
	}

	private Mono<Void> settle(Move move, boolean ours) {
		Set<String> superfluous = this.warmCapacity.superfluous(move, ours);
		if (superfluous.isEmpty()) {
			return this.warmCapacity.settle(move, superfluous);
		}
		return this.versions.aliases().map(LambdaVersions::named).flatMap((named) -> {
			superfluous.removeIf((version) -> named.contains(version) && !version.equals(move.version()));
			return this.warmCapacity.settle(move, superfluous);
		});
	}

	// The version before stays, to go back to.
	private Mono<Void> prune(Move move) {
		return (move.serving() != null && move.isNeeded())
				? this.versions.prune(Set.of(move.version(), move.serving()), this.rollout.progress()) : Mono.empty();
	}

}
