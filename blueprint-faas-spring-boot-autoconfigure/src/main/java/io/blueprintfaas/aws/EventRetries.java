package io.blueprintfaas.aws;

import reactor.core.publisher.Mono;

/**
 * How often Lambda runs a queued event again after its function failed: never, unless
 * running the job twice does no harm.
 */
final class EventRetries {

	private static final int IF_IDEMPOTENT = 2;

	private final LambdaControlPlane lambda;

	private final LambdaRollout rollout;

	EventRetries(LambdaControlPlane lambda, LambdaRollout rollout) {
		this.lambda = lambda;
		this.rollout = rollout;
	}

	Mono<Void> apply() {
		if (!this.rollout.function().event()) {
			return Mono.empty();
		}
		int wanted = this.rollout.job().idempotent() ? IF_IDEMPOTENT : 0;
		return this.lambda
			.find(LambdaStep.LOOKING_AT_EVENTS,
					(client) -> client
						.getFunctionEventInvokeConfig((request) -> request.functionName(this.lambda.function())
							.qualifier(this.rollout.function().qualifier())))
			.map((found) -> (found.maximumRetryAttempts() != null && found.maximumRetryAttempts() == wanted)
					? Mono.<Void>empty() : update(wanted))
			.defaultIfEmpty(Mono.defer(() -> put(wanted)))
			.flatMap((change) -> change);
	}

	private Mono<Void> put(int wanted) {
		this.rollout.changing(LambdaStep.CONFIGURING_EVENTS, wanted + " retries");
		return this.lambda.changeInTurn(LambdaStep.CONFIGURING_EVENTS,
				(client) -> client
					.putFunctionEventInvokeConfig((request) -> request.functionName(this.lambda.function())
						.qualifier(this.rollout.function().qualifier())
						.maximumRetryAttempts(wanted)))
			.then();
	}

	// Leaves destinations and age, which somebody else may have set.
	private Mono<Void> update(int wanted) {
		this.rollout.changing(LambdaStep.UPDATING_EVENTS, wanted + " retries");
		return this.lambda.changeInTurn(LambdaStep.UPDATING_EVENTS,
				(client) -> client
					.updateFunctionEventInvokeConfig((request) -> request.functionName(this.lambda.function())
						.qualifier(this.rollout.function().qualifier())
						.maximumRetryAttempts(wanted)))
			.then();
	}

}
