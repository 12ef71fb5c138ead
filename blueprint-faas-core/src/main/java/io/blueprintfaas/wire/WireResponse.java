package io.blueprintfaas.wire;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;

/**
 * What a function answers.
 *
 * @param jobId number of the job
 * @param result the encoded result; empty if it failed
 * @param success whether the handler returned
 * @param error what went wrong, for people; {@code null} if nothing did
 * @param errorType class name of what the handler threw, or one of the constants of this
 * class; {@code null} if not told
 * @param stack stack trace as text, or {@code null}
 * @param metrics what the function or its platform measured
 */
public record WireResponse(long jobId, byte[] result, boolean success, @Nullable String error,
		@Nullable String errorType, @Nullable String stack, FaasMetrics metrics) {

	/**
	 * {@link #errorType()} of a call whose deadline passed before the handler returned.
	 */
	public static final String DEADLINE_EXCEEDED = "blueprint.DeadlineExceeded";

	/**
	 * {@link #errorType()} of a call for a job that the function does not have.
	 */
	public static final String NO_SUCH_JOB = "blueprint.NoSuchJob";

	/**
	 * {@link #errorType()} of a call whose contract is not the function's.
	 */
	public static final String CONTRACT_MISMATCH = "blueprint.ContractMismatch";

	/**
	 * {@link #errorType()} of a call whose arguments or result cannot be decoded or
	 * encoded.
	 */
	public static final String PAYLOAD = "blueprint.Payload";

	/**
	 * {@link #errorType()} of a call that an instance did not begin because it is full or
	 * shutting down.
	 */
	public static final String UNAVAILABLE = "blueprint.Unavailable";

	/**
	 * An answer of a handler that returned.
	 * @param jobId number of the job
	 * @param result the encoded result
	 * @param metrics what was measured
	 * @return the answer
	 */
	public static WireResponse success(long jobId, byte[] result, FaasMetrics metrics) {
		return new WireResponse(jobId, result, true, null, null, null, metrics);
	}

	/**
	 * An answer of a call that failed.
	 * @param jobId number of the job
	 * @param error what went wrong
	 * @param errorType class name, or one of the constants of this class
	 * @param stack stack trace as text, or {@code null}
	 * @param metrics what was measured
	 * @return the answer
	 */
	public static WireResponse failure(long jobId, String error, @Nullable String errorType, @Nullable String stack,
			FaasMetrics metrics) {
		return new WireResponse(jobId, new byte[0], false, error, errorType, stack, metrics);
	}

	@Override
	public String toString() {
		return "WireResponse[jobId=%d, result=%d bytes, success=%s, errorType=%s, metrics=%s]".formatted(this.jobId,
				this.result.length, this.success, this.errorType, this.metrics);
	}

}
