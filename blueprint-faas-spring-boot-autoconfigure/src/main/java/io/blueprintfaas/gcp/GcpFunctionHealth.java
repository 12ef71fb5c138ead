package io.blueprintfaas.gcp;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * Asks the API of Cloud Functions how a function is.
 */
final class GcpFunctionHealth {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final GcpFunction function;

	private final GcpFunctionUris uris;

	GcpFunctionHealth(GcpFunction function, GcpFunctionUris uris) {
		this.function = function;
		this.uris = uris;
	}

	Mono<FaasStatus> status() {
		if (this.function.endpoint() != null) {
			return Mono
				.just(FaasStatus.unknown("Only the address of function %s is known, and to call that would run it"
					.formatted(this.function)));
		}
		return this.uris.ask().map(GcpFunctionState::status).timeout(TIMEOUT).onErrorResume(this::failed);
	}

	// Who may call a function need not have the right to look at it.
	private Mono<FaasStatus> failed(Throwable failure) {
		if (failure instanceof TimeoutException) {
			return Mono.just(FaasStatus.unavailable("Cloud Functions did not say within %d s how function %s is"
				.formatted(TIMEOUT.toSeconds(), this.function)));
		}
		CallPreparationException known = GcpFailures.ofLookUp(failure, this.function);
		String detail = String.valueOf(known.getMessage());
		return Mono.just((known.reason() == Reason.NOT_DEPLOYED) ? FaasStatus.notDeployed(detail)
				: GcpFailures.lacksRight(failure) ? FaasStatus.unknown(detail) : FaasStatus.unavailable(detail));
	}

}
