package io.blueprintfaas.http;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireResponse;

/**
 * Reads what a function answers that is called directly. An answer of the wire format is
 * the function's own, whatever its status.
 */
public final class FunctionAnswers {

	private FunctionAnswers() {
	}

	/**
	 * Whether nobody answers at an address: a function that answers 404 itself says so in
	 * the wire format.
	 * @param answer what was answered
	 * @return {@code true} for an answer 404 that is not a function's
	 */
	public static boolean isNobody(HttpFunctionAnswer answer) {
		return answer.status() == 404 && parse(answer) == null;
	}

	/**
	 * The answer of a call that succeeded.
	 * @param answer what was answered
	 * @param call the call it belongs to
	 * @param inPlace what it means that somebody else answered in place of the function
	 * @return the function's answer
	 * @throws FaasException if the call did not succeed
	 */
	public static WireResponse read(HttpFunctionAnswer answer, FaasCall call,
			Function<HttpFunctionAnswer, FaasException> inPlace) {
		WireResponse response = parse(answer);
		if (response == null) {
			throw answer.isSuccessful() ? noAnswer(answer, call) : inPlace.apply(answer);
		}
		if (response.jobId() != call.job().id()) {
			throw new FaasPayloadException(
					"%s answered for job %d, but job %d was called; check which function lives at this address"
						.formatted(answer.request(), response.jobId(), call.job().id()),
					call, null);
		}
		if (!response.success()) {
			throw WireFailures.of(response, call);
		}
		if (!answer.isSuccessful()) {
			throw inPlace.apply(answer);
		}
		return response;
	}

	private static @Nullable WireResponse parse(HttpFunctionAnswer answer) {
		try {
			return WireFormat.readResponse(answer.body());
		}
		catch (WireFormatException ex) {
			// Described by its status and the kind of its body instead: what somebody
			// else sends is not shown
			return null;
		}
	}

	private static FaasException noAnswer(HttpFunctionAnswer answer, FaasCall call) {
		return new FaasPayloadException(
				"%s answered %d with %s, which is no answer of the wire format; check what lives at this address, and the job's 'wire'"
					.formatted(answer.request(), answer.status(), answer.describeBody()),
				call, null);
	}

}
