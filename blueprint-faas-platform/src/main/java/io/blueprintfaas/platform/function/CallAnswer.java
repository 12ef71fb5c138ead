package io.blueprintfaas.platform.function;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.wire.WireOutcome;

/**
 * What a function answered, and what the platform measured.
 *
 * @param body the JSON as the function wrote it
 * @param outcome whether its handler returned
 * @param measured execution, cold start, memory and instance, as far as they were
 * measured
 */
public record CallAnswer(byte[] body, WireOutcome outcome, FaasMetrics measured) {

	@Override
	public String toString() {
		return "CallAnswer[%d bytes, success=%s, measured=%s]".formatted(this.body.length, this.outcome.success(),
				this.measured);
	}

}
