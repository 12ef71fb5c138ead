package io.blueprintfaas.azure;

import java.util.List;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * What failures of the management clients and of credentials mean.
 */
final class AzureFailures {

	private static final String FIX = "run 'az login', or set the environment variables AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET, or 'spring.cloud.azure.credential'";

	private static final String ROLE = "give the caller the role 'Website Contributor' on the app, or set the job's 'endpoint' and 'function-key' so that Azure is not asked";

	private AzureFailures() {
	}

	// Of a token that was not to be had. What the identity library says goes through all
	// it has tried, in many lines: the first of them is enough.
	static CallPreparationException ofToken(Throwable failure) {
		CallPreparationException known = find(failure, CallPreparationException.class);
		if (known != null) {
			return known;
		}
		ClientAuthenticationException refused = find(failure, ClientAuthenticationException.class);
		if (refused != null) {
			boolean none = refused.getClass().getSimpleName().equals("CredentialUnavailableException");
			return denied(failure,
					"%s (%s); %s".formatted(
							none ? "there are no credentials for Azure" : "the credentials for Azure were refused",
							firstLine(refused), FIX));
		}
		return new CallPreparationException(Reason.UNAVAILABLE,
				"a token of Microsoft Entra ID could not be had (%s)".formatted(text(failure)), failure);
	}

	// Not as its cause: the clients look there for something that passes, such as a
	// program
	// that was not found, and would try everything again.
	private static CallPreparationException denied(Throwable failure, String message) {
		CallPreparationException denied = new CallPreparationException(Reason.ACCESS_DENIED, message, null);
		denied.addSuppressed(failure);
		return denied;
	}

	static CallPreparationException noToken() {
		return new CallPreparationException(Reason.ACCESS_DENIED,
				"there are no credentials for Azure (the TokenCredential of the application gives no token); " + FIX,
				null);
	}

	static CallPreparationException noCredential(List<String> beans) {
		return new CallPreparationException(Reason.ACCESS_DENIED, beans.isEmpty()
				? "there are no credentials for Azure (no bean of type TokenCredential); add Spring Cloud Azure's auto-configuration, or a TokenCredential bean"
				: "it is not clear which credentials for Azure to use (beans %s); mark one of them @Primary"
					.formatted(String.join(", ", beans)),
				null);
	}

	static CallPreparationException noSubscription() {
		return new CallPreparationException(Reason.ACCESS_DENIED,
				"the subscription is not known; set 'blueprint.faas.azure.subscription-id' or 'spring.cloud.azure.profile.subscription-id'",
				null);
	}

	static CallPreparationException ofClient(Throwable failure) {
		CallPreparationException known = find(failure, CallPreparationException.class);
		return (known != null) ? known : new CallPreparationException(Reason.UNAVAILABLE,
				"the client of Azure cannot be made (%s)".formatted(text(failure)), failure);
	}

	// Of a question to the resource manager.
	static CallPreparationException ofQuestion(Throwable failure, String unanswered, String missing) {
		CallPreparationException known = find(failure, CallPreparationException.class);
		if (known != null) {
			return new CallPreparationException(known.reason(), "%s: %s".formatted(unanswered, known.getMessage()),
					known);
		}
		ManagementException answered = find(failure, ManagementException.class);
		int status = status(failure);
		return (status > 0)
				? ofAnswer(status, (answered != null) ? say(answered, status) : "status " + status, unanswered, missing,
						failure)
				: new CallPreparationException(Reason.UNAVAILABLE, "%s (%s)".formatted(unanswered, text(failure)),
						failure);
	}

	// Of what the resource manager answers in place of what it was asked for.
	static CallPreparationException ofAnswer(int status, String text, String unanswered, String missing,
			@Nullable Throwable cause) {
		String message = "%s (%s)".formatted(unanswered, text);
		return switch (status) {
			case 404 -> new CallPreparationException(Reason.NOT_DEPLOYED,
					"%s (%s); deploy it, or correct its name, app, resource group or subscription".formatted(missing,
							text),
					cause);
			case 401 -> new CallPreparationException(Reason.ACCESS_DENIED,
					message + "; check the credentials and their tenant", cause);
			case 403 -> new CallPreparationException(Reason.ACCESS_DENIED, "%s; %s".formatted(message, ROLE), cause);
			case 429 -> new CallPreparationException(Reason.THROTTLED, message, cause);
			default -> new CallPreparationException(Reason.UNAVAILABLE, message, cause);
		};
	}

	static String missing(AzureFunction function) {
		return "There is no function %s".formatted(function);
	}

	// Status of an answer, or 0 if there was none.
	static int status(Throwable failure) {
		HttpResponseException answered = find(failure, HttpResponseException.class);
		return (answered != null && answered.getResponse() != null) ? answered.getResponse().getStatusCode() : 0;
	}

	// The innermost message: those around it only repeat it, or name a class.
	static String text(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		String own = String.valueOf(failure.getMessage());
		String inner = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		return HttpFailures.shorten(own.contains(inner) ? own : "%s: %s".formatted(own, inner));
	}

	static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (type.isInstance(each)) {
				return type.cast(each);
			}
		}
		return null;
	}

	private static String say(ManagementException failure, int status) {
		ManagementError error = failure.getValue();
		return (error != null && error.getCode() != null)
				? HttpFailures.shorten("%s: %s".formatted(error.getCode(), error.getMessage())) : "status " + status;
	}

	private static String firstLine(Throwable failure) {
		String text = String.valueOf(failure.getMessage()).strip();
		String line = text.lines().findFirst().orElse(text);
		return HttpFailures.shorten(line);
	}

}
