package io.blueprintfaas;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One call of a job, as a provider sends it. The payload is not copied: neither side
 * changes the array.
 *
 * @param job the job to run
 * @param payload the encoded arguments; may be empty
 * @param invocationId identity of the call, constant over its retries: the idempotency
 * key
 * @param deadline when the caller stops waiting, or {@code null} if it waits as long as
 * the provider allows
 * @param headers what travels with the call, for example trace context; may be empty
 * @param contract fingerprint of the handler's signature and types on the caller's side,
 * or {@code null} if the caller has no handler
 */
public record FaasRequest(JobKey job, byte[] payload, UUID invocationId, @Nullable Instant deadline,
		Map<String, String> headers, @Nullable String contract) {

	public FaasRequest {
		headers = Map.copyOf(headers);
	}

	/**
	 * Says which call it is, without the payload and the values of headers.
	 */
	@Override
	public String toString() {
		return "FaasRequest[job=%s, payload=%d bytes, invocationId=%s, deadline=%s, headers=%s, contract=%s]".formatted(
				this.job, this.payload.length, this.invocationId, this.deadline, this.headers.keySet(), this.contract);
	}

}
