package io.blueprintfaas.gcp;

import com.google.cloud.functions.v2.DeleteFunctionRequest;
import com.google.cloud.functions.v2.FunctionServiceClient;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasProgress;

/**
 * Takes away the function that deployments of a job made.
 */
final class GcpRemoval {

	private final GcpControlPlane plane;

	private final GcpOwnership ownership;

	GcpRemoval(GcpControlPlane plane, GcpOwnership ownership) {
		this.plane = plane;
		this.ownership = ownership;
	}

	// Whether it was there.
	Mono<Boolean> run() {
		return Mono
			.defer(() -> this.plane.settled(GcpStep.LOOKING, FaasProgress.NONE)
				.flatMap(this::remove)
				.defaultIfEmpty(false))
			.retryWhen(this.plane.inTurn(FaasProgress.NONE));
	}

	private Mono<Boolean> remove(GcpState found) {
		if (!this.ownership.isOurs(found)) {
			throw this.ownership.refused(GcpStep.REMOVING, found,
					"if it is to go all the same, remove it with 'gcloud functions delete %s --region %s --project %s'"
						.formatted(this.plane.function().name(), this.plane.function().region(),
								this.plane.function().project()));
		}
		DeleteFunctionRequest request = DeleteFunctionRequest.newBuilder()
			.setName(this.plane.function().resourceName())
			.build();
		return this.plane.change(GcpStep.REMOVING, FunctionServiceClient::deleteFunctionCallable, request)
			.flatMap((operation) -> this.plane.follow(GcpStep.REMOVING, operation, FaasProgress.NONE))
			.thenReturn(true)
			.onErrorResume(GcpRemoval::isGone, (gone) -> Mono.just(false));
	}

	// Somebody else was faster. That an operation is not known would be something else.
	private static boolean isGone(Throwable failure) {
		return failure instanceof FaasDeploymentException ex && GcpStep.REMOVING.text().equals(ex.getStep())
				&& GcpDeploymentFailures.isNotFound(ex.getCause());
	}

}
