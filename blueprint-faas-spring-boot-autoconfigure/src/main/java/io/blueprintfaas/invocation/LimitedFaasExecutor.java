package io.blueprintfaas.invocation;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.provider.CallLimitException;

/**
 * Has only so many calls of a job under way at its provider. Others wait without a
 * thread, up to a number and a time.
 */
final class LimitedFaasExecutor implements FaasExecutor {

	private final FaasExecutor delegate;

	private final Bulkhead bulkhead;

	LimitedFaasExecutor(FaasExecutor delegate, Bulkhead bulkhead) {
		this.delegate = delegate;
		this.bulkhead = bulkhead;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return this.bulkhead.limit()
			.run(this.delegate.invoke(request), this.bulkhead.maxWait())
			.onErrorMap(CallLimitException.class, (ex) -> refused(request, ex));
	}

	private FaasThrottledException refused(FaasRequest request, CallLimitException ex) {
		return new FaasThrottledException(
				"The call was not sent: the bulkhead of the job lets %d calls run and %d wait, for %s at most (%s)"
					.formatted(this.bulkhead.maxConcurrentCalls(), this.bulkhead.maxQueuedCalls(),
							this.bulkhead.maxWait(), ex.getMessage()),
				FaasCall.of(request, provider()), null, ex);
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
