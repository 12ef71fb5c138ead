package io.blueprintfaas.openwhisk;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpExchangeException.Reason;

/**
 * Says which step of a lifecycle failed, what the platform said, and what to do about it.
 */
final class OpenWhiskDeploymentFailures {

	private final FaasCall call;

	private final OpenWhiskAction action;

	OpenWhiskDeploymentFailures(FaasCall call, OpenWhiskAction action) {
		this.call = call;
		this.action = action;
	}

	FaasDeploymentException of(OpenWhiskStep step, String message) {
		return of(step, message, null);
	}

	FaasDeploymentException of(OpenWhiskStep step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step.text(), message, this.call, cause);
	}

	FaasDeploymentException of(OpenWhiskStep step, Throwable failure) {
		if (failure instanceof FaasDeploymentException ex) {
			return ex;
		}
		String message = String.valueOf(failure.getMessage());
		if (failure instanceof OpenWhiskRefusal refusal) {
			return of(step, message + fix(step, refusal), refusal);
		}
		return of(step, message + (isLost(failure) ? outcome(step) : ""), failure);
	}

	private String fix(OpenWhiskStep step, OpenWhiskRefusal refusal) {
		return switch (refusal.status()) {
			case 400 -> "; check the job's 'kind', 'memory', 'timeout' and names against what this platform takes";
			case 401 -> "; check the key of the namespace";
			case 403 -> "; the key is not entitled to this";
			case 404 -> "; check the namespace, and that the address is that of the API";
			case 409 ->
				"; another change of function %s is under way: deploy again when it has ended".formatted(this.action);
			case 413 -> "; the code is larger than the platform takes";
			default -> (refusal.status() >= 500) ? outcome(step) : "";
		};
	}

	private static boolean isLost(Throwable failure) {
		return failure instanceof HttpExchangeException ex
				&& (ex.getReason() == Reason.LATE || ex.getReason() == Reason.BROKEN);
	}

	private static String outcome(OpenWhiskStep step) {
		return step.isChange() ? "; whether it was done is unknown: look at the function, or try again" : "";
	}

}
