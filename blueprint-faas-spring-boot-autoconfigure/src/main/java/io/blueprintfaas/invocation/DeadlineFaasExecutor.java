package io.blueprintfaas.invocation;

import java.time.Clock;
import java.time.Duration;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasTimeoutException;

/**
 * Gives each try its deadline, and holds executors to it that do not watch it themselves.
 */
final class DeadlineFaasExecutor implements FaasExecutor {

	/** An executor knows better what happened, so it gets the time to say so. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private final FaasExecutor delegate;

	private final Duration deadline;

	private final Clock clock;

	DeadlineFaasExecutor(FaasExecutor delegate, Duration deadline, Clock clock) {
		this.delegate = delegate;
		this.deadline = deadline;
		this.clock = clock;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono
			.defer(() -> this.delegate.invoke(new FaasRequest(request.job(), request.payload(), request.invocationId(),
					this.clock.instant().plus(this.deadline), request.headers(), request.contract())))
			.timeout(this.deadline.plus(GRACE), Mono.error(() -> late(request)));
	}

	private FaasTimeoutException late(FaasRequest request) {
		return new FaasTimeoutException(
				"No answer within %s: whether the function ran is unknown".formatted(this.deadline),
				FaasCall.of(request, provider()), null);
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
