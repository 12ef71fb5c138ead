package io.blueprintfaas.aws;

import java.util.Map;
import java.util.Set;

import reactor.core.publisher.Mono;

/**
 * What belongs to a function as a whole and to none of its versions: tags and reserved
 * concurrency.
 */
final class FunctionExtras {

	private final LambdaControlPlane lambda;

	private final LambdaOwnership ownership;

	private final LambdaRollout rollout;

	FunctionExtras(LambdaControlPlane lambda, LambdaOwnership ownership, LambdaRollout rollout) {
		this.lambda = lambda;
		this.ownership = ownership;
		this.rollout = rollout;
	}

	Mono<Void> apply(LambdaState latest) {
		return tag(latest).then(Mono.defer(() -> untag(latest))).then(Mono.defer(() -> reserve(latest)));
	}

	private Mono<Void> tag(LambdaState latest) {
		Map<String, String> missing = this.ownership.missing(latest, this.rollout.configuration());
		if (missing.isEmpty()) {
			return Mono.empty();
		}
		this.rollout.changing(LambdaStep.TAGGING, String.join(", ", missing.keySet()));
		return this.lambda
			.changeInTurn(LambdaStep.TAGGING,
					(client) -> client
						.tagResource((request) -> request.resource(latest.configuration().functionArn()).tags(missing)))
			.then();
	}

	private Mono<Void> untag(LambdaState latest) {
		Set<String> outdated = this.ownership.outdated(latest, this.rollout.configuration());
		if (outdated.isEmpty()) {
			return Mono.empty();
		}
		this.rollout.changing(LambdaStep.UNTAGGING, String.join(", ", outdated));
		return this.lambda
			.changeInTurn(LambdaStep.UNTAGGING,
					(client) -> client.untagResource(
							(request) -> request.resource(latest.configuration().functionArn()).tagKeys(outdated)))
			.then();
	}

	private Mono<Void> reserve(LambdaState latest) {
		Integer wanted = this.rollout.configuration().maxConcurrency();
		Integer current = latest.reservedConcurrency();
		if (current != null && current == 0) {
			// Never set by a deployment: somebody stopped the function on purpose
			return Mono.fromRunnable(() -> this.rollout.progress()
				.step("the reserved concurrency is 0: the function stays stopped until somebody removes that"));
		}
		if (wanted != null && !wanted.equals(current)) {
			this.rollout.changing(LambdaStep.RESERVING, wanted.toString());
			return this.lambda
				.changeInTurn(LambdaStep.RESERVING, (client) -> client.putFunctionConcurrency(
						(request) -> request.functionName(this.lambda.function()).reservedConcurrentExecutions(wanted)))
				.then();
		}
		return (wanted == null && current != null && this.ownership.isOurs(latest)) ? unreserve() : Mono.empty();
	}

	private Mono<Void> unreserve() {
		this.rollout.changing(LambdaStep.UNRESERVING, this.lambda.function());
		return this.lambda
			.changeInTurn(LambdaStep.UNRESERVING,
					(client) -> client
						.deleteFunctionConcurrency((request) -> request.functionName(this.lambda.function())))
			.then();
	}

}
