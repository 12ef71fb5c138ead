package io.blueprintfaas.http;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasContractException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.wire.WireResponse;

/**
 * What a function's own answer that it failed means for a call, whatever carried it.
 */
public final class WireFailures {

	private WireFailures() {
	}

	/**
	 * Translates an answer of a call that failed.
	 * @param response the answer
	 * @param call the call it belongs to
	 * @return the exception to end the call with
	 */
	public static FaasException of(WireResponse response, FaasCall call) {
		String error = (response.error() != null) ? HttpFailures.shorten(response.error())
				: "the function gave no reason";
		return switch ((response.errorType() != null) ? response.errorType() : "") {
			case WireResponse.DEADLINE_EXCEEDED ->
				new FaasTimeoutException("The function did not end before the deadline: " + error, call, null);
			case WireResponse.NO_SUCH_JOB -> new FaasNotDeployedException(
					"The function does not have this job (%s); deploy the current application".formatted(error), call,
					null);
			case WireResponse.CONTRACT_MISMATCH -> new FaasContractException(
					"The function was built from another version of the handler (%s); deploy the current application"
						.formatted(error),
					call, null);
			case WireResponse.UNAVAILABLE ->
				new FaasUnavailableException("The instance did not begin the call: " + error, call, null);
			case WireResponse.PAYLOAD -> new FaasPayloadException(
					"The function could not read the arguments or write the result: " + error, call, null);
			default -> new FaasFunctionException(response.errorType(), response.error(), response.stack(), call);
		};
	}

}
