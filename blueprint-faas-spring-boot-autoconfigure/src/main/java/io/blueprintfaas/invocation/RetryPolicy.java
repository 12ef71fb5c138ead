package io.blueprintfaas.invocation;

import java.time.Duration;

/**
 * How often and after which waits a failed call is sent again.
 *
 * @param maxAttempts most times one call is sent, at least 1
 * @param delay wait before the second try
 * @param multiplier factor by which the wait grows from try to try, at least 1
 * @param maxDelay longest wait, unless the provider asks for a longer one
 * @param jitter share of each wait that is random, from 0 to 1
 */
public record RetryPolicy(int maxAttempts, Duration delay, double multiplier, Duration maxDelay, double jitter) {

	/**
	 * Wait after a failed try.
	 * @param tries how many tries have failed, from 1
	 * @param random a number from 0 to 1
	 * @return the wait: the grown delay, less a random part of it
	 */
	Duration delay(long tries, double random) {
		double grown = this.delay.toNanos() * Math.pow(this.multiplier, tries - 1.0);
		double bounded = Math.min(grown, this.maxDelay.toNanos());
		return Duration.ofNanos(Math.round(bounded * (1 - this.jitter * random)));
	}

}
