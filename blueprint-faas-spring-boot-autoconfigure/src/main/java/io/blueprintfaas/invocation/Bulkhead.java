package io.blueprintfaas.invocation;

import java.time.Duration;

import io.blueprintfaas.provider.CallLimit;

/**
 * How many calls of a job may be under way at its provider at a time, and how many are.
 */
public final class Bulkhead {

	private final int maxConcurrentCalls;

	private final int maxQueuedCalls;

	private final Duration maxWait;

	private final CallLimit limit;

	/**
	 * A bulkhead without calls.
	 * @param maxConcurrentCalls most calls under way, at least 1
	 * @param maxQueuedCalls most calls that wait for one to end, at least 0
	 * @param maxWait longest wait
	 */
	public Bulkhead(int maxConcurrentCalls, int maxQueuedCalls, Duration maxWait) {
		this.maxConcurrentCalls = maxConcurrentCalls;
		this.maxQueuedCalls = maxQueuedCalls;
		this.maxWait = maxWait;
		this.limit = new CallLimit(maxConcurrentCalls, maxQueuedCalls, maxWait);
	}

	/**
	 * Most calls under way.
	 * @return their number, at least 1
	 */
	public int maxConcurrentCalls() {
		return this.maxConcurrentCalls;
	}

	/**
	 * Most calls that wait.
	 * @return their number, at least 0
	 */
	public int maxQueuedCalls() {
		return this.maxQueuedCalls;
	}

	/**
	 * Longest wait.
	 * @return the wait
	 */
	public Duration maxWait() {
		return this.maxWait;
	}

	/**
	 * Calls under way now.
	 * @return their number
	 */
	public int running() {
		return this.limit.running();
	}

	/**
	 * Calls that wait now.
	 * @return their number
	 */
	public int queued() {
		return this.limit.waiting();
	}

	CallLimit limit() {
		return this.limit;
	}

}
