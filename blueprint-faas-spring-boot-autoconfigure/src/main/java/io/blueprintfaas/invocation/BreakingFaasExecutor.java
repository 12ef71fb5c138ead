package io.blueprintfaas.invocation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;

/**
 * Sends nothing to a provider that has failed often of late, until it is time to try
 * again. A handler that throws is no failure of its provider.
 */
final class BreakingFaasExecutor implements FaasExecutor {

	private final FaasExecutor delegate;

	private final CircuitBreaker breaker;

	BreakingFaasExecutor(FaasExecutor delegate, CircuitBreaker breaker) {
		this.delegate = delegate;
		this.breaker = breaker;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> {
			if (!this.breaker.tryAcquirePermission()) {
				return Mono.error(open(request));
			}
			long start = System.nanoTime();
			AtomicBoolean ended = new AtomicBoolean();
			return this.delegate.invoke(request).doOnSuccess((response) -> {
				ended.set(true);
				this.breaker.onSuccess(since(start), TimeUnit.NANOSECONDS);
			}).doOnError((ex) -> {
				ended.set(true);
				this.breaker.onError(since(start), TimeUnit.NANOSECONDS, ex);
			}).doOnCancel(() -> release(ended));
		});
	}

	// Who takes the answer and cancels then has used the permission
	private void release(AtomicBoolean ended) {
		if (!ended.get()) {
			this.breaker.releasePermission();
		}
	}

	private static long since(long start) {
		return System.nanoTime() - start;
	}

	private FaasUnavailableException open(FaasRequest request) {
		return new FaasUnavailableException(
				"The call was not sent: the circuit breaker of the job is %s, as too many calls failed or were slow"
					.formatted(this.breaker.getState()),
				FaasCall.of(request, provider()),
				CallNotPermittedException.createCallNotPermittedException(this.breaker));
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
