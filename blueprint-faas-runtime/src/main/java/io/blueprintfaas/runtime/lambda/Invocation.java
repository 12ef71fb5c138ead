package io.blueprintfaas.runtime.lambda;

import org.jspecify.annotations.Nullable;

/**
 * One invocation as Lambda hands it to a runtime.
 *
 * @param id Lambda's identity of it, which goes with its answer
 * @param deadline milliseconds since 1970 at which Lambda ends the process
 * @param traceId trace header of AWS X-Ray, or {@code null}
 * @param event the request
 */
record Invocation(String id, long deadline, @Nullable String traceId, byte[] event) {

	long remaining() {
		return this.deadline - System.currentTimeMillis();
	}

	@Override
	public String toString() {
		return "Invocation[id=%s, event=%d bytes]".formatted(this.id, this.event.length);
	}

}
