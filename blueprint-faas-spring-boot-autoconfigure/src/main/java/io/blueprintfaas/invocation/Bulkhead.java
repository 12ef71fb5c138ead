package io.blueprintfaas.invocation;

import java.time.Duration;

/**
 * How many calls of a job may be under way at its provider at a time.
 *
 * @param maxConcurrentCalls most calls under way, at least 1
 * @param maxQueuedCalls most calls that wait for one to end, at least 0
 * @param maxWait longest wait
 */
public record Bulkhead(int maxConcurrentCalls, int maxQueuedCalls, Duration maxWait) {

}
