package io.blueprintfaas.azure;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.WireFailures;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireResponse;

/**
 * Reads what one function answers, and what is answered in its place. An answer of the
 * wire format is the function's own, whatever its status.
 */
final class AzureAnswerReader {

	private final AzureStatuses statuses;

	AzureAnswerReader(AzureStatuses statuses) {
		this.statuses = statuses;
	}

	// Whether nobody answers at this address: a function that answers 404 itself says
	// so in the wire format.
	static boolean isNobody(HttpFunctionAnswer answer) {
		return answer.status() == 404 && parse(answer) == null;
	}

	// The answer of a call that succeeded, or FaasException.
	WireResponse read(HttpFunctionAnswer answer, FaasCall call) {
		WireResponse response = parse(answer);
		if (response == null) {
			throw answer.isSuccessful() ? noAnswer(answer, call) : this.statuses.failure(answer, call);
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
			throw this.statuses.failure(answer, call);
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
