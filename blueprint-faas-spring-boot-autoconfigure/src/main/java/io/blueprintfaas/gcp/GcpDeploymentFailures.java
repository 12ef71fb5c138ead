package io.blueprintfaas.gcp;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.provider.CallPreparationException;

/**
 * Says which step of a lifecycle failed, what GCP said, and what to do about it.
 */
final class GcpDeploymentFailures {

	private static final Pattern PERMISSION = Pattern.compile("[Pp]ermission '([A-Za-z.]+)'");

	private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9-]+@[A-Za-z0-9.-]+\\.gserviceaccount\\.com");

	private final FaasCall call;

	private final GcpFunction function;

	GcpDeploymentFailures(FaasCall call, GcpFunction function) {
		this.call = call;
		this.function = function;
	}

	FaasDeploymentException of(GcpStep step, String message) {
		return of(step, message, null);
	}

	FaasDeploymentException of(GcpStep step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step.text(), message, this.call, cause);
	}

	FaasDeploymentException of(GcpStep step, Throwable failure) {
		if (failure instanceof FaasDeploymentException ex) {
			return ex;
		}
		CallPreparationException missing = find(failure);
		if (missing != null) {
			return of(step, String.valueOf(missing.getMessage()), failure);
		}
		if (failure instanceof ApiException ex) {
			GcpError error = GcpError.of(ex);
			return of(step, error.describe("GCP answered") + fix(step, error), ex);
		}
		return of(step, client(step, failure), failure);
	}

	// An operation that ended with an error; the details tell where and why.
	FaasDeploymentException of(GcpStep step, GcpError error, String details) {
		return of(step, error.describe("the operation ended with") + details + fix(step, error),
				new GcpOperationException(error));
	}

	// A request or operation that another change kept from being done.
	static boolean isConflict(Throwable failure) {
		Throwable cause = failure.getCause();
		return (cause instanceof ApiException ex && GcpError.of(ex).isConflict())
				|| (cause instanceof GcpOperationException operation && operation.error().isConflict());
	}

	static boolean isRateLimited(Throwable failure) {
		return failure instanceof ApiException ex && GcpError.of(ex).isRateLimited();
	}

	static boolean isPassing(Throwable failure) {
		return failure instanceof TimeoutException
				|| (failure instanceof ApiException ex && GcpError.of(ex).isPassing() && find(failure) == null);
	}

	static boolean isNotFound(@Nullable Throwable failure) {
		return (failure instanceof ApiException ex && ex.getStatusCode().getCode() == Code.NOT_FOUND)
				|| (failure instanceof GcpOperationException operation && operation.error().code() == Code.NOT_FOUND);
	}

	private String fix(GcpStep step, GcpError error) {
		if (error.isDisabledService()) {
			return "; enable what functions need with 'gcloud services enable cloudfunctions.googleapis.com run.googleapis.com cloudbuild.googleapis.com artifactregistry.googleapis.com --project %s'"
				.formatted(this.function.project());
		}
		if (error.message().contains("build service account")) {
			return "; grant roles/cloudbuild.builds.builder to the service account that builds, or name another in blueprint.faas.gcp.build-service-account";
		}
		return switch (error.code()) {
			case UNAUTHENTICATED -> "; renew the Google credentials that the application uses";
			case PERMISSION_DENIED -> "; grant " + missing(step, error);
			case RESOURCE_EXHAUSTED ->
				"; remove what is not used, or raise the quota of project '%s'".formatted(this.function.project());
			case ABORTED, ALREADY_EXISTS ->
				"; another change of function '%s' is under way: deploy again when it has ended"
					.formatted(this.function.name());
			case NOT_FOUND -> (step == GcpStep.CREATING || step == GcpStep.PREPARING)
					? "; check project '%s' and region '%s'".formatted(this.function.project(), this.function.region())
					: "";
			case UNAVAILABLE, DEADLINE_EXCEEDED -> outcome(step);
			default -> "";
		};
	}

	// An answer that was lost may have been that it is being done.
	private static String outcome(GcpStep step) {
		return switch (step) {
			case CREATING, UPDATING, REMOVING -> "; whether it was done is unknown: look at the function, or try again";
			default -> "";
		};
	}

	private static String missing(GcpStep step, GcpError error) {
		if (error.message().toLowerCase(Locale.ROOT).contains("iam.serviceaccounts.actas")) {
			Matcher account = ACCOUNT.matcher(error.message());
			return "iam.serviceAccounts.actAs (roles/iam.serviceAccountUser) on %s to the account that deploys"
				.formatted(account.find() ? "service account " + account.group()
						: "the service account that the function runs with");
		}
		String named = named(error);
		if (named != null && !named.equals(step.permission())) {
			return named + " to the account that deploys";
		}
		return "%s (%s) to the account that deploys".formatted(step.permission(), step.role());
	}

	private static @Nullable String named(GcpError error) {
		String permission = error.metadata().get("permission");
		if (permission != null) {
			return permission;
		}
		Matcher matcher = PERMISSION.matcher(error.message());
		return matcher.find() ? matcher.group(1) : null;
	}

	private static String client(GcpStep step, Throwable failure) {
		return (failure instanceof IOException || failure instanceof TimeoutException)
				? "GCP was not reached: %s%s".formatted(failure.getMessage(), outcome(step))
				: String.valueOf(failure.getMessage());
	}

	// What is missing before anything can be asked, credentials above all: found out when
	// the client is made, or far below its first request.
	private static @Nullable CallPreparationException find(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof CallPreparationException missing) {
				return missing;
			}
		}
		return null;
	}

}
