package io.blueprintfaas.gcp;

import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpHeaders;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.FunctionAnswers;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.wire.WireResponse;

/**
 * Reads what one function answers, and what is answered in its place. An answer of the
 * wire format is the function's own, whatever its status.
 */
final class GcpAnswerReader {

	private final GcpFunction function;

	GcpAnswerReader(GcpFunction function) {
		this.function = function;
	}

	// The answer of a call that succeeded, or FaasException.
	WireResponse read(HttpFunctionAnswer answer, FaasCall call) {
		return FunctionAnswers.read(answer, call, (inPlace) -> failure(inPlace, call));
	}

	private FaasException failure(HttpFunctionAnswer answer, FaasCall call) {
		String message = HttpFailures.describe(answer, null);
		return switch (answer.status()) {
			case 401, 403 -> new FaasAccessDeniedException(message + denied(answer), call, null);
			case 404 -> new FaasNotDeployedException(message
					+ "; deploy function %s or correct its address or, if its 'ingress' is restricted, call it from inside"
						.formatted(this.function),
					call, null);
			case 408,
					504 ->
				new FaasTimeoutException(
						message + ": the call took longer than the function's timeout, and may still be running", call,
						null);
			case 500 -> new FaasFunctionException(null, message
					+ "; function %s crashed, or failed outside of the job: see its log".formatted(this.function), null,
					call);
			case 503 -> isRefused(answer) ? HttpFailures.of(answer, null, call) : new FaasTimeoutException(message
					+ ": the instance did not start, or ended while it had the call, so whether the function ran is unknown",
					call, null);
			default -> HttpFailures.of(answer, null, call);
		};
	}

	private String denied(HttpFunctionAnswer answer) {
		String audience = this.function.audienceAt(answer.request().uri());
		return (answer.status() == 401)
				? "; the identity token for audience '%s' was refused: if that is not the URI of the function's Cloud Run service, set the job's 'audience'"
					.formatted(audience)
				: "; give the caller roles/run.invoker on the function's underlying Cloud Run service, and check the function's 'ingress' and the audience '%s'"
					.formatted(audience);
	}

	// Google says no more than the status, unless somebody is asked to wait, or the proxy
	// before the instances says that it reached none.
	private static boolean isRefused(HttpFunctionAnswer answer) {
		return answer.headers().containsHeader(HttpHeaders.RETRY_AFTER)
				|| new String(answer.body(), StandardCharsets.UTF_8).contains("reset reason: connection failure");
	}

}
