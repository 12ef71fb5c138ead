package io.blueprintfaas.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

import io.blueprintfaas.FaasProgress;

/**
 * The published versions of one function.
 */
final class LambdaVersions {

	private static final Log logger = LogFactory.getLog(LambdaVersions.class);

	private static final String UNPUBLISHED = "$LATEST";

	private final LambdaControlPlane lambda;

	LambdaVersions(LambdaControlPlane lambda) {
		this.lambda = lambda;
	}

	// Whether the alias already serves what is wanted.
	static boolean isWanted(LambdaState serving, LambdaRollout rollout) {
		return !UNPUBLISHED.equals(serving.version()) && serving.isSettled() && !serving.isFailed()
				&& serving.hasCode(rollout.functionPackage(), rollout.configuration())
				&& ConfigurationComparison.isSameVersion(serving.configuration(), rollout.configuration());
	}

	// The version that holds the unpublished code: a new one, or the last one if that is
	// equal.
	Mono<String> publish(LambdaState latest, LambdaRollout rollout) {
		rollout.changing(LambdaStep.PUBLISHING, "of package " + rollout.functionPackage().sha256().substring(0, 12));
		return publishOnce(latest).flatMap((published) -> "Failed".equals(published.stateAsString())
				// What an earlier deployment left behind would be given out for ever
				? remove(published.version()).then(publishOnce(latest)) : Mono.just(published))
			.map(PublishVersionResponse::version);
	}

	// A version that failed is removed, so that the next deployment publishes anew.
	Mono<LambdaState> awaitReady(String version, FaasProgress progress) {
		return this.lambda
			.await(LambdaStep.WAITING_FOR_VERSION, this.lambda.state(LambdaStep.WAITING_FOR_VERSION, version),
					LambdaState::isSettled, LambdaState::describe, progress)
			.flatMap((state) -> state.isFailed() ? removeFailed(version, state) : Mono.just(state));
	}

	// Removes versions that deploying made, except those in use and those to keep.
	Mono<Void> prune(Set<String> keep, FaasProgress progress) {
		return versions().zipWhen((versions) -> aliases())
			.flatMapIterable((all) -> outdated(all.getT1(), all.getT2(), keep))
			.concatMap((version) -> {
				progress.step("removing version %s".formatted(version));
				return remove(version);
			})
			.then()
			.onErrorResume((failure) -> {
				// The deployment itself has succeeded
				logger.warn("Old versions of function '%s' are left over: %s".formatted(this.lambda.function(),
						failure.getMessage()));
				progress.step("old versions are left over: " + failure.getMessage());
				return Mono.empty();
			});
	}

	Mono<List<FunctionConfiguration>> versions() {
		return page((marker) -> this.lambda
			.find(LambdaStep.LISTING_VERSIONS,
					(client) -> client.listVersionsByFunction(
							(request) -> request.functionName(this.lambda.function()).marker(marker)))
			.map((answer) -> new Page<>(answer.versions(), answer.nextMarker())));
	}

	Mono<List<AliasConfiguration>> aliases() {
		return page((marker) -> this.lambda
			.find(LambdaStep.LISTING_ALIASES,
					(client) -> client
						.listAliases((request) -> request.functionName(this.lambda.function()).marker(marker)))
			.map((answer) -> new Page<>(answer.aliases(), answer.nextMarker())));
	}

	// Versions that an alias names, by weight too.
	static Set<String> named(List<AliasConfiguration> aliases) {
		Set<String> named = new HashSet<>();
		for (AliasConfiguration alias : aliases) {
			named.add(alias.functionVersion());
			if (alias.routingConfig() != null) {
				named.addAll(alias.routingConfig().additionalVersionWeights().keySet());
			}
		}
		return named;
	}

	Mono<Boolean> remove(String version) {
		return this.lambda.remove(LambdaStep.REMOVING_VERSION, (client) -> client
			.deleteFunction((request) -> request.functionName(this.lambda.function()).qualifier(version)));
	}

	private Mono<PublishVersionResponse> publishOnce(LambdaState latest) {
		return this.lambda.change(LambdaStep.PUBLISHING,
				(client) -> client.publishVersion((request) -> request.functionName(this.lambda.function())
					.codeSha256(latest.configuration().codeSha256())
					.revisionId(latest.configuration().revisionId())
					.description(LambdaOwnership.MARK)
					.overrideConfiguration(LambdaControlPlane.once(this.lambda.pace().read()))));
	}

	private Mono<LambdaState> removeFailed(String version, LambdaState state) {
		return remove(version).onErrorResume((failure) -> {
			logger.warn("Version %s of function '%s' failed and is left over: %s".formatted(version,
					this.lambda.function(), failure.getMessage()));
			return Mono.just(false);
		})
			.then(Mono.error(() -> this.lambda.failures()
				.of(LambdaStep.WAITING_FOR_VERSION,
						"version %s: %s; callers keep the version they have".formatted(version, state.failure()))));
	}

	private static List<String> outdated(List<FunctionConfiguration> versions, List<AliasConfiguration> aliases,
			Set<String> keep) {
		Set<String> named = named(aliases);
		return versions.stream()
			.filter((version) -> LambdaOwnership.isMarked(version.description()))
			.map(FunctionConfiguration::version)
			.filter((version) -> !UNPUBLISHED.equals(version) && !named.contains(version) && !keep.contains(version))
			.toList();
	}

	private <T> Mono<List<T>> page(Function<@Nullable String, Mono<Page<T>>> read) {
		return read.apply(null)
			.expand((page) -> (page.next() != null && !page.next().isEmpty()) ? read.apply(page.next()) : Mono.empty())
			.concatMapIterable(Page::items)
			.collectList();
	}

	/**
	 * Part of a list.
	 *
	 * @param items the part
	 * @param next where the next part begins, or {@code null} at the end
	 * @param <T> type of the items
	 */
	private record Page<T>(List<T> items, @Nullable String next) {
	}

}
