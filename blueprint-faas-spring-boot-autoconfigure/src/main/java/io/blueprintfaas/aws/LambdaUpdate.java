package io.blueprintfaas.aws;

import java.util.List;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.blueprintfaas.provider.ReadableSize;

/**
 * Makes the unpublished code of a function what it should be: creates the function, or
 * updates of code and configuration what differs, each waited for. Looking comes first
 * each time, so that it can be run again after a conflict.
 */
final class LambdaUpdate {

	private final LambdaControlPlane lambda;

	private final LambdaOwnership ownership;

	private final PackageStaging staging;

	private final LambdaRollout rollout;

	private final DeploymentRequests requests;

	LambdaUpdate(LambdaControlPlane lambda, LambdaOwnership ownership, PackageStaging staging, LambdaRollout rollout) {
		this.lambda = lambda;
		this.ownership = ownership;
		this.staging = staging;
		this.rollout = rollout;
		this.requests = new DeploymentRequests(lambda.function(), rollout.configuration(), lambda.pace());
	}

	Mono<LambdaState> run() {
		return Mono.defer(() -> {
			this.rollout.looking(LambdaStep.LOOKING);
			return this.lambda.state(LambdaStep.LOOKING, null)
				.flatMap(this::update)
				.switchIfEmpty(Mono.defer(this::create));
		});
	}

	private Mono<LambdaState> create() {
		this.rollout.changing(LambdaStep.CREATING, this.lambda.function());
		return this.staging.stage(this.rollout)
			.flatMap(
					(code) -> this.lambda
						.upload(LambdaStep.CREATING,
								(client) -> client.createFunction(this.requests.create(code,
										this.ownership.tagsOfNew(this.rollout.configuration()))))
						.retryWhen(roleIsNew()))
			.then(Mono.defer(() -> settled(LambdaStep.WAITING)))
			.flatMap((state) -> succeeded(LambdaStep.WAITING, state));
	}

	private Mono<LambdaState> update(LambdaState found) {
		this.ownership.check(LambdaStep.LOOKING, found);
		return (found.isSettled() ? Mono.just(found) : settled(LambdaStep.WAITING)).flatMap(this::updateCode)
			.flatMap(this::updateConfiguration);
	}

	// After a failure Lambda shows what was sent, but may not run it: send it again.
	private Mono<LambdaState> updateCode(LambdaState found) {
		if (found.hasCode(this.rollout.functionPackage(), this.rollout.configuration()) && !found.isFailed()) {
			return Mono.just(found);
		}
		this.rollout.changing(LambdaStep.UPDATING_CODE, ReadableSize.of(this.rollout.functionPackage().size()));
		return this.staging.stage(this.rollout)
			.flatMap((code) -> this.lambda.upload(LambdaStep.UPDATING_CODE,
					(client) -> client
						.updateFunctionCode(this.requests.updateCode(code, found.configuration().revisionId()))))
			.then(Mono.defer(() -> settled(LambdaStep.UPDATING_CODE)))
			.flatMap((state) -> succeeded(LambdaStep.UPDATING_CODE, state));
	}

	private Mono<LambdaState> updateConfiguration(LambdaState found) {
		List<String> differences = ConfigurationComparison.differences(found.configuration(),
				this.rollout.configuration());
		if (differences.isEmpty()) {
			return Mono.just(found);
		}
		this.rollout.changing(LambdaStep.UPDATING_CONFIGURATION, String.join(", ", differences));
		return this.lambda
			.change(LambdaStep.UPDATING_CONFIGURATION,
					(client) -> client.updateFunctionConfiguration(
							this.requests.updateConfiguration(found.configuration().revisionId())))
			.retryWhen(roleIsNew())
			.then(Mono.defer(() -> settled(LambdaStep.UPDATING_CONFIGURATION)))
			.flatMap((state) -> succeeded(LambdaStep.UPDATING_CONFIGURATION, state));
	}

	private Retry roleIsNew() {
		return this.lambda.pace().within(this.lambda.pace().role(), (failure) -> {
			boolean unknown = DeploymentFailures.isUnknownRole(failure);
			if (unknown) {
				this.rollout.progress().step("waiting for the role to be known to Lambda");
			}
			return unknown;
		});
	}

	private Mono<LambdaState> settled(LambdaStep step) {
		return this.lambda.await(step, this.lambda.state(step, null), LambdaState::isSettled, LambdaState::describe,
				this.rollout.progress());
	}

	private Mono<LambdaState> succeeded(LambdaStep step, LambdaState state) {
		return state.isFailed() ? Mono.error(this.lambda.failures().of(step, state.failure())) : Mono.just(state);
	}

}
