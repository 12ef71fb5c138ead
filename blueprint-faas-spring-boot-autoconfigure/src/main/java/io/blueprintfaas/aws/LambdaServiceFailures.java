package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What an error that AWS Lambda answers means for a call. Decided by the error's type:
 * one status stands for passing and for lasting faults. Only where there is no known
 * type, as from a proxy, the status decides.
 */
final class LambdaServiceFailures {

	private static final Map<String, Kind> KINDS = LambdaErrorTypes.kinds();

	/** Their texts may show the headers that were signed, a session token among them. */
	private static final Set<String> NOT_SHOWN = Set.of("InvalidSignatureException", "IncompleteSignatureException",
			"IncompleteSignature", "SignatureDoesNotMatch");

	private final FaasJobDefinition job;

	private final LambdaFunction function;

	LambdaServiceFailures(FaasJobDefinition job, LambdaFunction function) {
		this.job = job;
		this.function = function;
	}

	static boolean lacksRight(@Nullable Throwable failure) {
		return failure instanceof LambdaException ex && kind(ex) == Kind.RIGHT;
	}

	FaasException of(LambdaException failure, FaasCall call) {
		String answered = describe(failure);
		return switch (kind(failure)) {
			case THROTTLED -> throttled(failure, answered, call);
			case NOT_READY -> new FaasUnavailableException(answered + "; it did not run, and may be ready in a moment",
					call, failure);
			case BROKEN -> new FaasNotDeployedException(
					answered + "; it did not run: correct what the message names, and deploy again", call, failure);
			case MISSING -> new FaasNotDeployedException(answered + "; deploy it, or correct %s".formatted(address()),
					call, failure);
			case RIGHT -> new FaasAccessDeniedException(
					answered + "; the caller needs the IAM action lambda:InvokeFunction on this function and its alias",
					call, failure);
			case CREDENTIALS -> new FaasAccessDeniedException(answered
					+ "; renew the credentials of 'spring.cloud.aws.credentials' or of the environment, and check the clock",
					call, NOT_SHOWN.contains(code(failure)) ? null : failure);
			case QUOTA -> new FaasAccessDeniedException(answered + "; raise the quota of the account", call, failure);
			case PAYLOAD -> new FaasPayloadException(answered, call, failure);
			case FUNCTION -> new FaasFunctionException(code(failure), answered, null, call);
			case UNKNOWN -> new FaasTimeoutException(answered + ": whether the function ran is unknown", call, failure);
		};
	}

	private FaasThrottledException throttled(LambdaException failure, String answered, FaasCall call) {
		String reason = (failure instanceof TooManyRequestsException throttled) ? throttled.reasonAsString() : null;
		String limit = "ReservedFunctionConcurrentInvocationLimitExceeded".equals(reason)
				? "; raise '%s' if the account has room".formatted(this.job.property("max-concurrency")) : "";
		return new FaasThrottledException(
				answered + ((reason != null) ? ", reason " + reason : "") + "; the function did not run" + limit, call,
				retryAfter(failure), failure);
	}

	private static @Nullable Duration retryAfter(LambdaException failure) {
		AwsErrorDetails details = failure.awsErrorDetails();
		if (details == null || details.sdkHttpResponse() == null) {
			return null;
		}
		return details.sdkHttpResponse()
			.firstMatchingHeader("Retry-After")
			.map(String::strip)
			.filter((value) -> value.matches("\\d{1,9}"))
			.map((value) -> Duration.ofSeconds(Long.parseLong(value)))
			.orElse(null);
	}

	private String address() {
		return (this.job.function() != null)
				? "'%s' and '%s'".formatted(this.job.property("function"), this.job.property("qualifier"))
				: "'blueprint.faas.aws.function-prefix' and 'blueprint.faas.aws.alias'";
	}

	private String describe(LambdaException failure) {
		String code = code(failure);
		String id = (failure.requestId() != null) ? ", AWS request " + failure.requestId() : "";
		return "AWS Lambda answered %d%s for function %s (%s%s)".formatted(failure.statusCode(),
				(code != null) ? " " + code : "", this.function, text(failure, code), id);
	}

	// Without a code it was not AWS Lambda that answered, so its text may be anything.
	private static String text(LambdaException failure, @Nullable String code) {
		AwsErrorDetails details = failure.awsErrorDetails();
		String message = (details != null) ? details.errorMessage() : null;
		return (message == null || code == null || NOT_SHOWN.contains(code)) ? "no message"
				: HttpFailures.shorten(message);
	}

	private static Kind kind(LambdaException failure) {
		String code = code(failure);
		Kind kind = (code != null) ? KINDS.get(code) : null;
		return (kind != null) ? kind : ofStatus(failure);
	}

	private static @Nullable String code(LambdaException failure) {
		AwsErrorDetails details = failure.awsErrorDetails();
		return (details != null) ? details.errorCode() : null;
	}

	private static Kind ofStatus(LambdaException failure) {
		return switch (failure.statusCode()) {
			case 401, 403 -> Kind.RIGHT;
			case 402 -> Kind.QUOTA;
			case 404, 405, 410, 501 -> Kind.MISSING;
			case 408, 409, 421, 425, 502 -> Kind.NOT_READY;
			case 429 -> Kind.THROTTLED;
			case 503 -> (retryAfter(failure) != null) ? Kind.THROTTLED : Kind.NOT_READY;
			default -> (failure.statusCode() >= 400 && failure.statusCode() < 500) ? Kind.PAYLOAD : other(failure);
		};
	}

	private static Kind other(LambdaException failure) {
		return (failure.statusCode() >= 300 && failure.statusCode() < 400) ? Kind.MISSING : Kind.UNKNOWN;
	}

	/**
	 * What a caller can do about an error.
	 */
	enum Kind {

		/** Send it again, later. */
		THROTTLED,

		/** Send it again: the function did not run. */
		NOT_READY,

		/** Deploy something that can start. */
		BROKEN,

		/** Deploy it. */
		MISSING,

		/** Give the caller a right. */
		RIGHT,

		/** Use other credentials. */
		CREDENTIALS,

		/** Ask for a larger account. */
		QUOTA,

		/** Send something else. */
		PAYLOAD,

		/** Correct the function. */
		FUNCTION,

		/** Nothing is certain. */
		UNKNOWN

	}

}
