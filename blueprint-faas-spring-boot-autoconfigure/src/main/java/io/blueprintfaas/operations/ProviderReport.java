package io.blueprintfaas.operations;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A job at one of its providers: how its function is configured, and what calls of it
 * get. What is left to the provider is {@code null}.
 *
 * @param provider name of the provider
 * @param function name of the function there
 * @param endpoint address of a function that is there already
 * @param wire wire format the function speaks
 * @param memory memory limit of one instance
 * @param timeout longest run of one call
 * @param maxConcurrency most calls of the function at a time
 * @param keepWarm instances to keep started
 * @param environment names of its environment variables
 * @param extras names of the settings that only the provider knows
 * @param deadline how long a caller waits for one try
 * @param retry when a failed call is sent again
 * @param circuitBreaker when nothing is sent, or {@code null} for no breaker
 * @param bulkhead how many calls may be under way, or {@code null} for any number
 */
public record ProviderReport(String provider, @Nullable String function, @Nullable String endpoint, String wire,
		@Nullable String memory, @Nullable Duration timeout, @Nullable Integer maxConcurrency, int keepWarm,
		List<String> environment, List<String> extras, Duration deadline, @Nullable Retry retry,
		@Nullable CircuitBreaker circuitBreaker, @Nullable Bulkhead bulkhead) {

	/**
	 * When a failed call is sent again.
	 *
	 * @param maxAttempts most times one call is sent
	 * @param delay wait before the second try
	 * @param multiplier factor by which the wait grows
	 * @param maxDelay longest wait
	 * @param jitter share of each wait that is random
	 */
	public record Retry(int maxAttempts, Duration delay, double multiplier, Duration maxDelay, double jitter) {

	}

	/**
	 * A circuit breaker.
	 *
	 * @param state {@code closed}, {@code open}, {@code half_open} or another of its
	 * states
	 * @param failureRate share of failed calls in percent, or {@code null} as long as
	 * there are too few calls to tell
	 * @param failureRateThreshold share of failed calls in percent that opens it
	 * @param calls calls that count
	 * @param failures how many of them failed
	 * @param refused calls that it did not let through since it opened
	 */
	public record CircuitBreaker(String state, @Nullable Float failureRate, float failureRateThreshold, int calls,
			int failures, long refused) {

	}

	/**
	 * A bulkhead.
	 *
	 * @param running calls under way
	 * @param queued calls that wait for one to end
	 * @param maxConcurrentCalls most calls under way
	 * @param maxQueuedCalls most calls that wait
	 * @param maxWait longest wait
	 */
	public record Bulkhead(int running, int queued, int maxConcurrentCalls, int maxQueuedCalls, Duration maxWait) {

	}

}
