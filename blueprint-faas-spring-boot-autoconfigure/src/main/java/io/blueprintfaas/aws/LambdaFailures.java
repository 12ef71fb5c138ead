package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallLimitException;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What it means for a call that the client of AWS Lambda fails.
 */
final class LambdaFailures {

	private static final String NO_CREDENTIALS = "there are no credentials for AWS (%s); set 'spring.cloud.aws.credentials.access-key' and 'spring.cloud.aws.credentials.secret-key', or the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the application a role";

	private static final String NO_REGION = "there is no AWS region; set 'spring.cloud.aws.region.static', or the environment variable AWS_REGION";

	private final LambdaFunction function;

	private final LambdaServiceFailures service;

	LambdaFailures(FaasJobDefinition job, LambdaFunction function) {
		this.function = function;
		this.service = new LambdaServiceFailures(job, function);
	}

	// The exception to end a request with, that failed so long after the client got it.
	// Where it cannot be told whether the function ran, it is said to be unknown.
	FaasException of(Throwable failure, Duration elapsed, FaasCall call) {
		Throwable cause = unwrap(failure);
		if (cause instanceof FaasException known) {
			return known;
		}
		if (cause instanceof LambdaException answered) {
			return this.service.of(answered, call);
		}
		if (cause instanceof AwsServiceException other) {
			return ofCredentials(other, call);
		}
		if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
			return new FaasTimeoutException(
					"Function %s was called, but no whole answer came within the %d ms to the deadline: whether it ran is unknown"
						.formatted(this.function, elapsed.toMillis()),
					call, cause);
		}
		return withoutAnswer(cause, elapsed, call);
	}

	private FaasException withoutAnswer(Throwable failure, Duration elapsed, FaasCall call) {
		if (failure instanceof CallLimitException) {
			return new FaasUnavailableException(
					"Function %s was not called: no connection was free (%s); more connections ('blueprint.faas.aws.max-connections') or fewer calls at a time would help"
						.formatted(this.function, failure.getMessage()),
					call, failure);
		}
		if (failure instanceof LambdaClientException) {
			return withoutClient(failure, call);
		}
		if (isAboutCredentials(failure)) {
			return new FaasAccessDeniedException(notCalled(NO_CREDENTIALS.formatted(shown(failure))), call, failure);
		}
		if (LambdaConnectionFailures.isNotSent(failure, elapsed)) {
			return new FaasUnavailableException(notCalled(shown(failure)), call, failure);
		}
		return new FaasTimeoutException(
				"Function %s was called, but the call broke before the whole answer came (%s): whether it ran is unknown"
					.formatted(this.function, shown(failure)),
				call, failure);
	}

	private FaasException withoutClient(Throwable failure, FaasCall call) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT).contains("unable to load region")) {
				return new FaasAccessDeniedException(notCalled(NO_REGION), call, failure);
			}
		}
		return new FaasUnavailableException(
				notCalled("the client of AWS Lambda cannot be made (%s)".formatted(shown(failure))), call, failure);
	}

	// Another service was asked for credentials, such as STS, and refused.
	private FaasException ofCredentials(AwsServiceException failure, FaasCall call) {
		String message = notCalled(NO_CREDENTIALS.formatted(shown(failure)));
		return (failure.statusCode() >= 500) ? new FaasUnavailableException(message, call, failure)
				: new FaasAccessDeniedException(message, call, failure);
	}

	private String notCalled(String why) {
		return "Function %s was not called: %s".formatted(this.function, why);
	}

	private static boolean isAboutCredentials(Throwable failure) {
		return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("credentials");
	}

	private static String shown(Throwable failure) {
		return HttpFailures.shorten(LambdaConnectionFailures.text(failure));
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
