package io.blueprintfaas.invocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasExecutor;

/**
 * What every call of a job gets at one provider. From the outside in: retry, circuit
 * breaker, bulkhead, and the deadline of each try; so each try asks the breaker, a call
 * that waits between two tries holds no place, and waiting for a place does not count
 * towards the deadline.
 *
 * @param deadline how long one try may take
 * @param retry when a failed call is sent again
 * @param breaker decides whether the provider is asked at all, or {@code null}
 * @param bulkhead how many calls may be under way, or {@code null} for any number
 * @param idempotent whether the job may run twice
 */
public record FaasPolicies(Duration deadline, RetryPolicy retry, @Nullable CircuitBreaker breaker,
		@Nullable Bulkhead bulkhead, boolean idempotent) {

	/**
	 * Puts the policies around an executor.
	 * @param executor what runs the job
	 * @return an executor that keeps the policies
	 */
	public FaasExecutor applyTo(FaasExecutor executor) {
		FaasExecutor result = new DeadlineFaasExecutor(executor, this.deadline, Clock.systemUTC());
		if (this.bulkhead != null) {
			result = new LimitedFaasExecutor(result, this.bulkhead);
		}
		if (this.breaker != null) {
			result = new BreakingFaasExecutor(result, this.breaker);
		}
		return (this.retry.maxAttempts() > 1) ? new RetryingFaasExecutor(result, this.retry, this.idempotent) : result;
	}

	/**
	 * Several executors of one job as one that asks them in their order.
	 * @param executors at least one, each with its policies
	 * @param idempotent whether the job may run twice
	 * @return an executor that goes on to the next when one did not run the job
	 */
	public static FaasExecutor failover(List<FaasExecutor> executors, boolean idempotent) {
		return (executors.size() > 1) ? new FailoverFaasExecutor(executors, idempotent) : executors.get(0);
	}

}
