package io.blueprintfaas.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * What it means that the API of Cloud Functions does not tell where a function is.
 */
final class GcpFailures {

	private static final String VIEWER = "give the caller roles/cloudfunctions.viewer, or set the job's 'endpoint' to the URI of the function so that it is not looked up";

	private GcpFailures() {
	}

	static CallPreparationException ofLookUp(Throwable failure, GcpFunction function) {
		if (failure instanceof CallPreparationException known) {
			return new CallPreparationException(known.reason(),
					"Function %s was not looked up: %s".formatted(function, known.getMessage()), known);
		}
		if (failure instanceof ApiException answered) {
			return ofAnswer(answered, function);
		}
		return new CallPreparationException(Reason.UNAVAILABLE,
				"Function %s could not be looked up (%s)".formatted(function, text(failure)), failure);
	}

	static CallPreparationException ofClient(Throwable failure) {
		CallPreparationException known = find(failure);
		return (known != null) ? known : new CallPreparationException(Reason.UNAVAILABLE,
				"the client of Cloud Functions cannot be made (%s)".formatted(text(failure)), failure);
	}

	static boolean lacksRight(Throwable failure) {
		return failure instanceof ApiException answered
				&& answered.getStatusCode().getCode() == StatusCode.Code.PERMISSION_DENIED;
	}

	private static CallPreparationException ofAnswer(ApiException failure, GcpFunction function) {
		CallPreparationException credentials = find(failure);
		String text = (credentials != null) ? String.valueOf(credentials.getMessage()) : text(failure);
		String message = "Function %s could not be looked up (%s)".formatted(function, text);
		return switch (failure.getStatusCode().getCode()) {
			case NOT_FOUND -> new CallPreparationException(Reason.NOT_DEPLOYED,
					"There is no function %s (%s); deploy it, or correct its name, region or project"
						.formatted(function, text),
					failure);
			case INVALID_ARGUMENT -> new CallPreparationException(Reason.NOT_DEPLOYED,
					message + "; correct its name, region or project", failure);
			case PERMISSION_DENIED ->
				new CallPreparationException(Reason.ACCESS_DENIED, "%s; %s".formatted(message, VIEWER), failure);
			case UNAUTHENTICATED ->
				new CallPreparationException(Reason.ACCESS_DENIED, message + "; check the credentials", failure);
			case RESOURCE_EXHAUSTED -> new CallPreparationException(Reason.THROTTLED, message, failure);
			default -> new CallPreparationException(Reason.UNAVAILABLE, message, failure);
		};
	}

	// The innermost message: those around it only repeat it, or name a class.
	private static String text(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		String own = String.valueOf(failure.getMessage());
		String inner = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		return HttpFailures.shorten(own.contains(inner) ? own : "%s: %s".formatted(own, inner));
	}

	private static @Nullable CallPreparationException find(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof CallPreparationException known) {
				return known;
			}
		}
		return null;
	}

}
