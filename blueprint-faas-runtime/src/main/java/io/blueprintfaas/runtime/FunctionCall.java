package io.blueprintfaas.runtime;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;

/**
 * One call that a function runs, without its arguments.
 *
 * @param job number and name of the job
 * @param invocationId identity of the call, or {@code null} if its caller gave none
 * @param headers what travels with the call, for example trace context; may be empty
 * @param coldStart whether the call had to wait for this instance to start
 */
public record FunctionCall(JobKey job, @Nullable String invocationId, Map<String, String> headers, boolean coldStart) {

	public FunctionCall {
		headers = Map.copyOf(headers);
	}

	/**
	 * Says which call it is, without the values of headers.
	 */
	@Override
	public String toString() {
		return "FunctionCall[job=%s, invocationId=%s, headers=%s, coldStart=%s]".formatted(this.job, this.invocationId,
				this.headers.keySet(), this.coldStart);
	}

}
