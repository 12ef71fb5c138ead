package io.blueprintfaas.azure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.provider.CallPreparationException;

/**
 * Says which step of a lifecycle failed, what Azure said, and what to do about it.
 */
final class AzureDeploymentFailures {

	private static final Pattern ACTION = Pattern.compile("action '([^']+)'");

	private static final Pattern SCOPE = Pattern.compile("scope '([^']+)'");

	private static final Pattern NAMESPACE = Pattern.compile("Microsoft\\.[A-Za-z]+");

	private final FaasCall call;

	private final AzureApp app;

	AzureDeploymentFailures(FaasCall call, AzureApp app) {
		this.call = call;
		this.app = app;
	}

	FaasDeploymentException of(AzureStep step, String message) {
		return of(step, message, null);
	}

	FaasDeploymentException of(AzureStep step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step.text(), message, this.call, cause);
	}

	FaasException of(AzureStep step, Throwable failure) {
		if (failure instanceof FaasDeploymentException ex) {
			return ex;
		}
		CallPreparationException missing = AzureFailures.find(failure, CallPreparationException.class);
		if (missing != null) {
			return of(step, String.valueOf(missing.getMessage()), failure);
		}
		AzureError error = AzureError.of(failure);
		return of(step, ((error.status() == 0) ? "Azure was not reached: " : "") + error.describe() + fix(step, error),
				failure);
	}

	static boolean isBusy(Throwable failure) {
		return AzureError.of(failure).isBusy();
	}

	static boolean isThrottled(Throwable failure) {
		return AzureError.of(failure).isThrottled();
	}

	private String fix(AzureStep step, AzureError error) {
		String code = error.code();
		if (code.equals("MissingSubscriptionRegistration") || code.equals("SubscriptionNotRegistered")) {
			return "; register what is missing with 'az provider register --namespace %s', wait until 'az provider show --namespace %s --query registrationState' says Registered, and deploy again"
				.formatted(namespace(error), namespace(error));
		}
		return switch (error.status()) {
			case 401 -> "; renew the credentials for Azure that the application uses";
			case 403 -> forbidden(step, error);
			case 409 -> conflict(step, error);
			case 400 -> invalid(error);
			case 404 -> error.code().contains("Location") ? "; check 'blueprint.faas.azure.region'" : "";
			default -> outcome(step, error);
		};
	}

	private String forbidden(AzureStep step, AzureError error) {
		if (step == AzureStep.UPLOADING || step == AzureStep.FOLLOWING) {
			return "; the deployment host of app %s must be reachable from here (access restrictions of its 'Advanced tool site'), and the account that deploys needs %s, which role %s allows"
				.formatted(this.app, step.action(), step.role(this.app));
		}
		Matcher action = ACTION.matcher(error.message());
		Matcher scope = SCOPE.matcher(error.message());
		return "; the account that deploys needs action '%s'%s: grant it role %s".formatted(
				action.find() ? action.group(1) : step.action(),
				scope.find() ? " on '%s'".formatted(scope.group(1)) : "", step.role(this.app));
	}

	private String conflict(AzureStep step, AzureError error) {
		if (error.isBusy()) {
			return "; another change of app %s is under way: deploy again when it has ended".formatted(this.app);
		}
		String text = error.message().toLowerCase(Locale.ROOT);
		if (step == AzureStep.CREATING && (text.contains("already exists") || text.contains("not available"))) {
			return "; names of apps are unique in the world, and somebody else has this one: set 'blueprint.faas.azure.app' to another name";
		}
		if (step == AzureStep.PREPARING_STORAGE && error.code().contains("Already")) {
			return "; names of storage accounts are unique in the world, and this one is taken outside of resource group '%s': set 'blueprint.faas.azure.storage-account' to another name"
				.formatted(this.app.resourceGroup());
		}
		return (step == AzureStep.UPLOADING)
				? "; if app %s runs from a package elsewhere, remove its setting WEBSITE_RUN_FROM_PACKAGE"
					.formatted(this.app)
				: "";
	}

	private static String invalid(AzureError error) {
		String text = error.message().toLowerCase(Locale.ROOT);
		if (text.contains("maximuminstancecount") || text.contains("maximum instance count")) {
			return "; some regions take no limit below 40 instances: raise 'max-concurrency' of the app's jobs, or remove it";
		}
		return (error.code().contains("Location") || text.contains("location"))
				? "; check that 'blueprint.faas.azure.region' has the plan 'blueprint.faas.azure.plan'" : "";
	}

	// An answer that was lost may have been that it is being done.
	private static String outcome(AzureStep step, AzureError error) {
		boolean lost = error.status() == 0 || error.status() >= 500;
		return (lost && step.action().matches(".*/(write|delete)")) ? "; whether it was done is unknown: try again"
				: "";
	}

	private static String namespace(AzureError error) {
		Matcher matcher = NAMESPACE.matcher(error.message());
		return matcher.find() ? matcher.group() : "Microsoft.Web";
	}

}
