package io.blueprintfaas;

/**
 * The answer to a call that succeeded. The payload is not copied: neither side changes
 * the array.
 *
 * @param payload the encoded result; may be empty
 * @param metrics what was measured
 */
public record FaasResponse(byte[] payload, FaasMetrics metrics) {

	/**
	 * Says how large the payload is, not what it holds.
	 */
	@Override
	public String toString() {
		return "FaasResponse[payload=%d bytes, metrics=%s]".formatted(this.payload.length, this.metrics);
	}

}
