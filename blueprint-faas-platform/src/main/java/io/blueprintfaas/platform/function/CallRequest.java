package io.blueprintfaas.platform.function;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.wire.WireVersion;

/**
 * A request for a function, not decoded.
 *
 * @param line the JSON, without line breaks
 * @param jobId number of the job
 * @param version the form it is written in
 * @param deadlineMs milliseconds until the caller stops waiting, or {@code null}
 */
public record CallRequest(byte[] line, long jobId, WireVersion version, @Nullable Long deadlineMs) {

	@Override
	public String toString() {
		return "CallRequest[%d bytes, jobId=%d, version=%s, deadlineMs=%s]".formatted(this.line.length, this.jobId,
				this.version, this.deadlineMs);
	}

}
