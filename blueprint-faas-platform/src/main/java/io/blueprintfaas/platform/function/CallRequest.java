package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.wire.WireVersion;

/**
 * A request for a function, not decoded.
 *
 * @param line the JSON, without line breaks
 * @param jobId number of the job
 * @param version the form it is written in
 * @param deadline when the caller stops waiting, or {@code null}
 */
public record CallRequest(byte[] line, long jobId, WireVersion version, @Nullable RequestDeadline deadline) {

	boolean isExpired() {
		return this.deadline != null && this.deadline.remaining() <= 0;
	}

	// writes the line as it is to be read now, without its end
	void write(OutputStream out) throws IOException {
		if (this.deadline != null) {
			this.deadline.write(this.line, out);
		}
		else {
			out.write(this.line);
		}
	}

	@Override
	public String toString() {
		return "CallRequest[%d bytes, jobId=%d, version=%s, deadlineMs=%s]".formatted(this.line.length, this.jobId,
				this.version, (this.deadline != null) ? this.deadline.millis() : null);
	}

}
