package io.blueprintfaas.openwhisk;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasProgress;

/**
 * Takes away the function that deployments of a job made.
 */
final class OpenWhiskRemoval {

	private final OpenWhiskControlPlane plane;

	private final OpenWhiskOwnership ownership;

	OpenWhiskRemoval(OpenWhiskControlPlane plane, OpenWhiskOwnership ownership) {
		this.plane = plane;
		this.ownership = ownership;
	}

	// Whether it was there.
	Mono<Boolean> run() {
		return Mono
			.defer(() -> this.plane.find(OpenWhiskStep.LOOKING).flatMap(this::remove).defaultIfEmpty(false))
			.retryWhen(this.plane.inTurn(FaasProgress.NONE))
			.flatMap((removed) -> removed ? new OpenWhiskPackages(this.plane).tidy().thenReturn(true)
					: Mono.just(false));
	}

	private Mono<Boolean> remove(OpenWhiskState found) {
		if (!this.ownership.isOurs(found)) {
			throw this.ownership.refused(OpenWhiskStep.REMOVING, this.plane.action(), found,
					"if it is to go all the same, remove it with the platform's own tools");
		}
		return this.plane.delete().thenReturn(true).onErrorResume(OpenWhiskRemoval::isGone, (gone) -> Mono.just(false));
	}

	// Somebody else was faster.
	private static boolean isGone(Throwable failure) {
		return failure instanceof FaasDeploymentException ex && ex.getCause() instanceof OpenWhiskRefusal refusal
				&& refusal.isNotFound();
	}

}
