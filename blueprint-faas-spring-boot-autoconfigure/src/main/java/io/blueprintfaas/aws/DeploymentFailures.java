package io.blueprintfaas.aws;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.lambda.model.CodeStorageExceededException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeploymentException;

/**
 * Says which step of a lifecycle failed, what AWS said, and what to do about it.
 */
final class DeploymentFailures {

	private static final Set<String> REFUSED_CREDENTIALS = Set.of("ExpiredTokenException", "ExpiredToken",
			"UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException", "InvalidAccessKeyId",
			"SignatureDoesNotMatch", "MissingAuthenticationTokenException", "IncompleteSignature");

	private final FaasCall call;

	private final String function;

	DeploymentFailures(FaasCall call, String function) {
		this.call = call;
		this.function = function;
	}

	FaasDeploymentException of(LambdaStep step, String message) {
		return new FaasDeploymentException(step.text(), message, this.call, null);
	}

	FaasDeploymentException of(LambdaStep step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step.text(), message, this.call, cause);
	}

	FaasDeploymentException of(LambdaStep step, Throwable failure) {
		if (failure instanceof FaasDeploymentException ex) {
			return ex;
		}
		if (failure instanceof AwsServiceException ex) {
			return of(step, said(ex) + fix(step, ex), ex);
		}
		return of(step, client(failure), failure);
	}

	// Another change was under way: later the same request may be taken.
	static boolean isConflict(Throwable failure) {
		return failure.getCause() instanceof ResourceConflictException;
	}

	// A role that IAM has not yet made known everywhere. Only this: a wrong role stays
	// wrong.
	static boolean isUnknownRole(Throwable failure) {
		return failure.getCause() instanceof InvalidParameterValueException ex
				&& String.valueOf(ex.getMessage()).contains("cannot be assumed by Lambda");
	}

	// Refused for their number: nothing has been done.
	static boolean isThrottled(Throwable failure) {
		return failure instanceof SdkException ex && RetryUtils.isThrottlingException(ex);
	}

	// Worth another try for requests that change nothing.
	static boolean isPassing(Throwable failure) {
		return isThrottled(failure) || (failure instanceof AwsServiceException ex && ex.statusCode() >= 500)
				|| (failure instanceof SdkClientException ex && ex.getCause() instanceof IOException);
	}

	static boolean isNotFound(Throwable failure) {
		return failure instanceof AwsServiceException ex && ex.statusCode() == 404;
	}

	static boolean isDenied(AwsServiceException ex) {
		return code(ex).toLowerCase(Locale.ROOT).startsWith("accessdenied") || code(ex).equals("Forbidden")
				|| (ex.statusCode() == 403 && !REFUSED_CREDENTIALS.contains(code(ex)));
	}

	private static String said(AwsServiceException ex) {
		String message = (ex.awsErrorDetails() != null) ? ex.awsErrorDetails().errorMessage() : null;
		return "AWS answered %d %s%s"
			.formatted(ex.statusCode(), code(ex), (message != null && !message.isBlank()) ? ": " + message : "")
			.strip();
	}

	private static String code(AwsServiceException ex) {
		String code = (ex.awsErrorDetails() != null) ? ex.awsErrorDetails().errorCode() : null;
		return (code != null) ? code : "";
	}

	private String fix(LambdaStep step, AwsServiceException ex) {
		if (REFUSED_CREDENTIALS.contains(code(ex))) {
			return "; renew the AWS credentials that the application uses";
		}
		if (isDenied(ex)) {
			return "; allow %s to the AWS credentials that the application uses".formatted(action(step, ex));
		}
		if (ex instanceof PreconditionFailedException) {
			return "; someone else changed function '%s' meanwhile: look at what is deployed, and deploy again"
				.formatted(this.function);
		}
		if (ex instanceof ResourceConflictException) {
			return "; another change of function '%s' is under way: deploy again when it has ended"
				.formatted(this.function);
		}
		if (ex instanceof CodeStorageExceededException) {
			return "; remove functions or versions that are not used";
		}
		if (isUnknownRole(new IllegalStateException(ex))) {
			return "; let 'lambda.amazonaws.com' assume the role in its trust policy";
		}
		return "";
	}

	private static String action(LambdaStep step, AwsServiceException ex) {
		return said(ex).contains("iam:PassRole") ? "iam:PassRole on the role of the function" : step.action();
	}

	// The region is missing when the client is made, far below what fails.
	private static String client(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			String message = String.valueOf(each.getMessage());
			if (message.contains("Unable to load credentials")) {
				return "there are no credentials for AWS; set 'spring.cloud.aws.credentials.access-key' and 'spring.cloud.aws.credentials.secret-key', or the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the application a role";
			}
			if (message.contains("Unable to load region")) {
				return "there is no AWS region; set 'spring.cloud.aws.region.static', or the environment variable AWS_REGION";
			}
		}
		return (failure instanceof SdkClientException || failure instanceof TimeoutException)
				? "AWS was not reached: " + failure.getMessage() : String.valueOf(failure.getMessage());
	}

}
