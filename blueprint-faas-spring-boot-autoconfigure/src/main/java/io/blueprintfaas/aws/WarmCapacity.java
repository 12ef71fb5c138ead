package io.blueprintfaas.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/**
 * Provisioned concurrency. It is put on the version and not on the alias: an alias that
 * has it loses the instances of its old version when it moves, and callers wait for cold
 * ones. So the new version gets its instances first, then the alias moves, and only then
 * the old version gives up its own. Meanwhile both are paid for.
 */
final class WarmCapacity {

	private static final Log logger = LogFactory.getLog(WarmCapacity.class);

	private final LambdaControlPlane lambda;

	private final LambdaRollout rollout;

	WarmCapacity(LambdaControlPlane lambda, LambdaRollout rollout) {
		this.lambda = lambda;
		this.rollout = rollout;
	}

	// What is provisioned, by version or alias.
	static Mono<Map<String, ProvisionedConcurrencyConfigListItem>> find(LambdaControlPlane lambda) {
		return lambda
			.find(LambdaStep.LOOKING_AT_PROVISIONED,
					(client) -> client
						.listProvisionedConcurrencyConfigs((request) -> request.functionName(lambda.function())))
			.map((answer) -> {
				Map<String, ProvisionedConcurrencyConfigListItem> all = new HashMap<>();
				answer.provisionedConcurrencyConfigs()
					.forEach((item) -> all.put(item.functionArn().substring(item.functionArn().lastIndexOf(':') + 1),
							item));
				return all;
			})
			.defaultIfEmpty(Map.of());
	}

	// Before the alias moves: as many instances of its next version as the limit leaves
	// room for.
	Mono<Void> prepare(Move move) {
		int wanted = this.rollout.configuration().keepWarm();
		int first = first(move);
		if (first > 0) {
			return provision(move, first, (failure) -> false);
		}
		return Mono.fromRunnable(() -> {
			if (wanted > 0) {
				this.rollout.progress()
					.step("the reserved concurrency has no room for instances of both versions: callers will wait for cold ones");
			}
		});
	}

	// After the alias moved: nothing for versions that it does not name, all for the one
	// it does.
	Mono<Void> settle(Move move, Set<String> superfluous) {
		Mono<Void> removed = Flux.fromIterable(superfluous).concatMap(this::unprovision).then();
		int wanted = this.rollout.configuration().keepWarm();
		// What another version gave up is free only after a moment
		return (first(move) < wanted) ? removed.then(Mono.defer(() -> provision(move, wanted,
				(failure) -> failure.getCause() instanceof InvalidParameterValueException))) : removed;
	}

	// Versions that have instances without need, as long as no other alias names them.
	Set<String> superfluous(Move move, boolean ours) {
		Set<String> qualifiers = new TreeSet<>(move.provisioned().keySet());
		qualifiers.removeIf((qualifier) -> !qualifier.matches("\\d+"));
		if (this.rollout.configuration().keepWarm() > 0) {
			qualifiers.remove(move.version());
		}
		if (!ours) {
			qualifiers.removeIf((qualifier) -> !move.isAbout(qualifier));
		}
		return qualifiers;
	}

	Mono<Boolean> unprovision(String qualifier) {
		this.rollout.changing(LambdaStep.UNPROVISIONING, "of version " + qualifier);
		return unprovision(this.lambda, qualifier);
	}

	static Mono<Boolean> unprovision(LambdaControlPlane lambda, String qualifier) {
		return lambda.remove(LambdaStep.UNPROVISIONING, (client) -> client.deleteProvisionedConcurrencyConfig(
				(request) -> request.functionName(lambda.function()).qualifier(qualifier)));
	}

	private int first(Move move) {
		return Math.min(this.rollout.configuration().keepWarm(), room(move));
	}

	// Provisioned concurrency of all versions together must fit into what is reserved.
	private int room(Move move) {
		Integer most = this.rollout.configuration().maxConcurrency();
		if (most == null) {
			return Integer.MAX_VALUE;
		}
		return most - move.provisioned()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(move.version()))
			.mapToInt((entry) -> entry.getValue().requestedProvisionedConcurrentExecutions())
			.sum();
	}

	private Mono<Void> provision(Move move, int wanted, Predicate<Throwable> passing) {
		ProvisionedConcurrencyConfigListItem current = move.provisioned().get(move.version());
		if (current != null && current.requestedProvisionedConcurrentExecutions() == wanted
				&& current.status() == ProvisionedConcurrencyStatusEnum.READY) {
			return Mono.empty();
		}
		this.rollout.changing(LambdaStep.PROVISIONING, "%d for version %s".formatted(wanted, move.version()));
		return this.lambda
			.changeInTurn(LambdaStep.PROVISIONING,
					(client) -> client
						.putProvisionedConcurrencyConfig((request) -> request.functionName(this.lambda.function())
							.qualifier(move.version())
							.provisionedConcurrentExecutions(wanted)))
			.retryWhen(this.lambda.pace().within(this.lambda.pace().role(), passing))
			.then(Mono.defer(() -> awaitReady(move)));
	}

	private Mono<Void> awaitReady(Move move) {
		return this.lambda
			.await(LambdaStep.WAITING_FOR_PROVISIONED, this.lambda.find(LambdaStep.WAITING_FOR_PROVISIONED,
					(client) -> client.getProvisionedConcurrencyConfig(
							(request) -> request.functionName(this.lambda.function()).qualifier(move.version()))),
					(found) -> found.status() == ProvisionedConcurrencyStatusEnum.READY
							|| found.status() == ProvisionedConcurrencyStatusEnum.FAILED,
					(found) -> "%s, %d of %d".formatted(found.statusAsString(),
							found.allocatedProvisionedConcurrentExecutions(),
							found.requestedProvisionedConcurrentExecutions()),
					this.rollout.progress())
			.flatMap((found) -> (found.status() == ProvisionedConcurrencyStatusEnum.READY) ? Mono.<Void>empty()
					: giveUp(move, found.statusReason()));
	}

	private Mono<Void> giveUp(Move move, @Nullable String reason) {
		Mono<Void> failed = Mono.error(() -> this.lambda.failures()
			.of(LambdaStep.WAITING_FOR_PROVISIONED,
					"it failed for version %s: %s%s".formatted(move.version(),
							(reason != null) ? reason : "Lambda gives no reason",
							move.isNeeded() ? "; callers keep the version they have" : "")));
		if (!move.isNeeded()) {
			return failed;
		}
		// Instances that nobody calls cost money all the same
		return unprovision(move.version()).onErrorResume((failure) -> {
			logger.warn("Provisioned concurrency of version %s of function '%s' is left over: %s"
				.formatted(move.version(), this.lambda.function(), failure.getMessage()));
			return Mono.just(false);
		}).then(failed);
	}

	/**
	 * The way of an alias from one version to the next.
	 *
	 * @param serving the version it names, or {@code null} if there is no alias
	 * @param version the version it is to name
	 * @param provisioned provisioned concurrency at the beginning, by version or alias
	 */
	record Move(@Nullable String serving, String version,
			Map<String, ProvisionedConcurrencyConfigListItem> provisioned) {

		boolean isNeeded() {
			return !this.version.equals(this.serving);
		}

		boolean isAbout(String qualifier) {
			return qualifier.equals(this.version) || qualifier.equals(this.serving);
		}

	}

}
