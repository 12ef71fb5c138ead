package io.blueprintfaas.wire;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is sent to a function.
 *
 * @param version the form it is written in; a function answers in the form it was asked
 * in. In {@link WireVersion#V1_0} only job and arguments are written
 * @param jobId number of the job
 * @param args the encoded arguments
 * @param invocationId identity of the call, or {@code null}
 * @param deadlineMs milliseconds until the caller stops waiting, or {@code null}
 * @param headers what travels with the call
 * @param contract the caller's fingerprint of the handler, or {@code null}
 * @param warm whether the instance is only to be made ready: no handler runs
 */
public record WireRequest(WireVersion version, long jobId, byte[] args, @Nullable String invocationId,
		@Nullable Long deadlineMs, Map<String, String> headers, @Nullable String contract, boolean warm) {

	/**
	 * A request that makes an instance ready without running a handler.
	 * @param jobId number of the job
	 * @return the request
	 */
	public static WireRequest warm(long jobId) {
		return new WireRequest(WireVersion.V1_1, jobId, new byte[0], null, null, Map.of(), null, true);
	}

	@Override
	public String toString() {
		return "WireRequest[version=%s, jobId=%d, args=%d bytes, invocationId=%s, deadlineMs=%s, warm=%s]"
			.formatted(this.version, this.jobId, this.args.length, this.invocationId, this.deadlineMs, this.warm);
	}

}
