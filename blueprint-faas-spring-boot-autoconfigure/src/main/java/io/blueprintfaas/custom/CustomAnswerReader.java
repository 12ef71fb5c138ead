package io.blueprintfaas.custom;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.http.WireFailures;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireResponse;

/**
 * An answer to an invocation as a response or a failure.
 */
final class CustomAnswerReader {

	private CustomAnswerReader() {
	}

	static FaasResponse read(HttpFunctionAnswer answer, FaasCall call) {
		if (!answer.isSuccessful()) {
			throw failure(answer, call);
		}
		WireResponse response = parse(answer, call);
		if (!response.success()) {
			FaasException byCode = PlatformError.read(answer).toException(answer, call);
			throw (byCode != null) ? byCode : WireFailures.of(response, call);
		}
		return new FaasResponse(response.result(), response.metrics().withTotal(answer.total()));
	}

	private static WireResponse parse(HttpFunctionAnswer answer, FaasCall call) {
		try {
			WireResponse response = WireFormat.readResponse(answer.body());
			if (response.jobId() != call.job().id()) {
				throw new FaasPayloadException(
						"%s answered for job %d, but job %d was called; check which function lives at this address"
							.formatted(answer.request(), response.jobId(), call.job().id()),
						call, null);
			}
			return response;
		}
		catch (WireFormatException ex) {
			throw new FaasPayloadException(
					"%s answered %d with %s, which is no answer of the wire format (%s); check what lives at this address"
						.formatted(answer.request(), answer.status(), answer.describeBody(), reason(answer, ex)),
					call, null);
		}
	}

	// What is no JSON object may be anything, so nothing of it is shown, not even by the
	// cause
	private static String reason(HttpFunctionAnswer answer, WireFormatException ex) {
		return LenientJson.read(answer.body()).isObject() ? String.valueOf(ex.getMessage()) : "it is no JSON object";
	}

	private static FaasException failure(HttpFunctionAnswer answer, FaasCall call) {
		PlatformError error = PlatformError.read(answer);
		FaasException byCode = error.toException(answer, call);
		if (byCode != null) {
			return byCode;
		}
		WireResponse response = (answer.status() == 500) ? readFailure(answer) : null;
		return (response != null) ? WireFailures.of(response, call) : HttpFailures.of(answer, error.detail(), call);
	}

	// The function's own failure, or {@code null} if the platform itself failed.
	private static @Nullable WireResponse readFailure(HttpFunctionAnswer answer) {
		try {
			WireResponse response = WireFormat.readResponse(answer.body());
			return response.success() ? null : response;
		}
		catch (WireFormatException ex) {
			// Described by its status and the kind of its body instead
			return null;
		}
	}

}
