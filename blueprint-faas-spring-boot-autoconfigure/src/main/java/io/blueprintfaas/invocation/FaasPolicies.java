package io.blueprintfaas.invocation;

import java.time.Clock;
import java.time.Duration;

import io.blueprintfaas.FaasExecutor;

/**
 * What every call of a job gets, whatever its provider. From the outside in: retry, then
 * the deadline of each try.
 *
 * @param deadline how long one try may take
 * @param retry when a failed call is sent again
 * @param idempotent whether the job may run twice
 */
public record FaasPolicies(Duration deadline, RetryPolicy retry, boolean idempotent) {

	/**
	 * Puts the policies around an executor.
	 * @param executor what runs the job
	 * @return an executor that keeps the policies
	 */
	public FaasExecutor applyTo(FaasExecutor executor) {
		FaasExecutor timed = new DeadlineFaasExecutor(executor, this.deadline, Clock.systemUTC());
		return (this.retry.maxAttempts() > 1) ? new RetryingFaasExecutor(timed, this.retry, this.idempotent) : timed;
	}

}
