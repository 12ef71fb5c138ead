package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that succeeded. The payload is not copied: neither side changes
 * the array.
 *
 * @param payload the encoded result; may be empty
 * @param metrics what was measured
 * @param provider name of the provider that answered, or {@code null} for the executor's
 * own
 */
public record FaasResponse(byte[] payload, FaasMetrics metrics, @Nullable String provider) {

	/**
	 * An answer of the executor's own provider.
	 * @param payload the encoded result; may be empty
	 * @param metrics what was measured
	 */
	public FaasResponse(byte[] payload, FaasMetrics metrics) {
		this(payload, metrics, null);
	}

	/**
	 * The same answer, of a named provider.
	 * @param provider name of the provider
	 * @return a response
	 */
	public FaasResponse from(String provider) {
		return new FaasResponse(this.payload, this.metrics, provider);
	}

	/**
	 * Says how large the payload is, not what it holds.
	 */
	@Override
	public String toString() {
		return "FaasResponse[payload=%d bytes, metrics=%s]".formatted(this.payload.length, this.metrics);
	}

}
