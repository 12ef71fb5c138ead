package io.blueprintfaas.runtime;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Stands in for the runtime of an application that did not start: tells callers and
 * operators why.
 *
 * @param cause why it did not start
 */
public record FailedStart(Throwable cause) {

	/**
	 * Answers a request with the reason.
	 * @param request the request as JSON
	 * @return a failure as JSON on one line, in the form the request was written in
	 */
	public byte[] handle(byte[] request) {
		try {
			WireRequest read = WireFormat.readRequest(request);
			return WireFormat.writeResponse(failure(read.jobId()), read.version());
		}
		catch (WireFormatException ex) {
			return WireFormat.writeResponse(failure(0), WireVersion.V1_0);
		}
	}

	/**
	 * The reason with its stack.
	 * @return text of several lines, for a log
	 */
	public String describe() {
		return "The function did not start: " + StackText.of(this.cause);
	}

	private WireResponse failure(long jobId) {
		return Failures.thrown(jobId, this.cause, FaasMetrics.NONE).response();
	}

}
