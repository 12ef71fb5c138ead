package io.blueprintfaas.invocation;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;

/**
 * Sends a failed call again when that cannot run the job twice, or the job may run twice.
 */
final class RetryingFaasExecutor implements FaasExecutor {

	private static final Log logger = LogFactory.getLog(RetryingFaasExecutor.class);

	private final FaasExecutor delegate;

	private final RetryPolicy policy;

	private final boolean idempotent;

	RetryingFaasExecutor(FaasExecutor delegate, RetryPolicy policy, boolean idempotent) {
		this.delegate = delegate;
		this.policy = policy;
		this.idempotent = idempotent;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.deferContextual((context) -> this.delegate.invoke(request)
			.retryWhen(Retry.from((failures) -> waits(failures, context))));
	}

	private Flux<Long> waits(Flux<Retry.RetrySignal> failures, ContextView context) {
		return failures.concatMap((signal) -> {
			Throwable failure = signal.failure();
			long tries = signal.totalRetries() + 1;
			if (tries >= this.policy.maxAttempts() || !mayRetry(failure)) {
				return Mono.error(failure);
			}
			Duration wait = wait(tries, failure);
			logger.debug("Try %d failed, next in %s: %s".formatted(tries, wait, failure.getMessage()));
			CallJournal.note(context, EventKind.RETRY,
					"in %d ms, as try %d failed: %s".formatted(wait.toMillis(), tries, failure.getMessage()));
			return Mono.delay(wait);
		});
	}

	private boolean mayRetry(Throwable failure) {
		return failure instanceof FaasException ex && !isBroken(ex)
				&& (ex.isRetryable() || (this.idempotent && ex.isOutcomeUnknown()));
	}

	// A breaker stays open for longer than any wait between two tries
	private static boolean isBroken(FaasException ex) {
		return ex.getCause() instanceof CallNotPermittedException;
	}

	private Duration wait(long tries, Throwable failure) {
		Duration wait = this.policy.delay(tries, ThreadLocalRandom.current().nextDouble());
		Duration asked = (failure instanceof FaasThrottledException ex) ? ex.getRetryAfter() : null;
		return (asked != null && asked.compareTo(wait) > 0) ? asked : wait;
	}

	@Override
	public Mono<FaasStatus> status() {
		return this.delegate.status();
	}

	@Override
	public String provider() {
		return this.delegate.provider();
	}

}
