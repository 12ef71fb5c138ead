package io.blueprintfaas.azure;

import java.util.List;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.azure.AzureServiceException.Reason;
import io.blueprintfaas.http.HttpFailures;

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
	static AzureServiceException ofToken(Throwable failure) {
		AzureServiceException known = find(failure, AzureServiceException.class);
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
		return new AzureServiceException(Reason.UNAVAILABLE,
				"a token of Microsoft Entra ID could not be had (%s)".formatted(text(failure)), failure);
	}

	// Not as its cause: the clients look there for something that passes, such as a
	// program
	// that was not found, and would try everything again.
	private static AzureServiceException denied(Throwable failure, String message) {
		AzureServiceException denied = new AzureServiceException(Reason.ACCESS_DENIED, message, null);
		denied.addSuppressed(failure);
		return denied;
	}

	static AzureServiceException noToken() {
		return new AzureServiceException(Reason.ACCESS_DENIED,
				"there are no credentials for Azure (the TokenCredential of the application gives no token); " + FIX,
				null);
	}

	static AzureServiceException noCredential(List<String> beans) {
		return new AzureServiceException(Reason.ACCESS_DENIED, beans.isEmpty()
				? "there are no credentials for Azure (no bean of type TokenCredential); add Spring Cloud Azure's auto-configuration, or a TokenCredential bean"
				: "it is not clear which credentials for Azure to use (beans %s); mark one of them @Primary"
					.formatted(String.join(", ", beans)),
				null);
	}

	static AzureServiceException noSubscription() {
		return new AzureServiceException(Reason.ACCESS_DENIED,
				"the subscription is not known; set 'blueprint.faas.azure.subscription-id' or 'spring.cloud.azure.profile.subscription-id'",
				null);
	}

	static AzureServiceException ofClient(Throwable failure) {
		AzureServiceException known = find(failure, AzureServiceException.class);
		return (known != null) ? known : new AzureServiceException(Reason.UNAVAILABLE,
				"the client of Azure cannot be made (%s)".formatted(text(failure)), failure);
	}

	// Of a question to the resource manager.
	static AzureServiceException ofQuestion(Throwable failure, String unanswered, String missing) {
		AzureServiceException known = find(failure, AzureServiceException.class);
		if (known != null) {
			return new AzureServiceException(known.reason(), "%s: %s".formatted(unanswered, known.getMessage()), known);
		}
		ManagementException answered = find(failure, ManagementException.class);
		int status = status(failure);
		return (status > 0)
				? ofAnswer(status, (answered != null) ? say(answered, status) : "status " + status, unanswered, missing,
						failure)
				: new AzureServiceException(Reason.UNAVAILABLE, "%s (%s)".formatted(unanswered, text(failure)),
						failure);
	}

	// Of what the resource manager answers in place of what it was asked for.
	static AzureServiceException ofAnswer(int status, String text, String unanswered, String missing,
			@Nullable Throwable cause) {
		String message = "%s (%s)".formatted(unanswered, text);
		return switch (status) {
			case 404 -> new AzureServiceException(Reason.NOT_DEPLOYED,
					"%s (%s); deploy it, or correct its name, app, resource group or subscription".formatted(missing,
							text),
					cause);
			case 401 -> new AzureServiceException(Reason.ACCESS_DENIED,
					message + "; check the credentials and their tenant", cause);
			case 403 -> new AzureServiceException(Reason.ACCESS_DENIED, "%s; %s".formatted(message, ROLE), cause);
			case 429 -> new AzureServiceException(Reason.THROTTLED, message, cause);
			default -> new AzureServiceException(Reason.UNAVAILABLE, message, cause);
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
