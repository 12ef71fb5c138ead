package io.blueprintfaas.invocation;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;

/**
 * Sends a call to the first of several providers that runs it. The next one is asked only
 * when it is certain that the one before did not run the job, or the job may run twice.
 */
final class FailoverFaasExecutor implements FaasExecutor {

	private static final Log logger = LogFactory.getLog(FailoverFaasExecutor.class);

	private final List<FaasExecutor> executors;

	private final boolean idempotent;

	FailoverFaasExecutor(List<FaasExecutor> executors, boolean idempotent) {
		this.executors = executors;
		this.idempotent = idempotent;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return invoke(request, 0);
	}

	private Mono<FaasResponse> invoke(FaasRequest request, int index) {
		FaasExecutor executor = this.executors.get(index);
		Mono<FaasResponse> response = executor.invoke(request)
			.map((answer) -> (answer.provider() != null) ? answer : answer.from(executor.provider()));
		if (index + 1 == this.executors.size()) {
			return response;
		}
		return response.onErrorResume(this::mayGoOn, (ex) -> Mono.deferContextual((context) -> {
			String detail = "to '%s': %s".formatted(this.executors.get(index + 1).provider(), ex.getMessage());
			logger.debug("The call goes on " + detail);
			CallJournal.note(context, EventKind.FAILOVER, detail);
			return invoke(request, index + 1);
		}));
	}

	private boolean mayGoOn(Throwable failure) {
		return failure instanceof FaasException ex && (ex.isRetryable() || (this.idempotent && ex.isOutcomeUnknown()));
	}

	/**
	 * The first provider that can answer calls, otherwise what the first one says.
	 */
	@Override
	public Mono<FaasStatus> status() {
		return this.executors.get(0)
			.status()
			.flatMap((first) -> (first.state() == FaasStatus.State.AVAILABLE) ? Mono.just(first) : anyAvailable(first));
	}

	private Mono<FaasStatus> anyAvailable(FaasStatus first) {
		return Flux.fromIterable(this.executors.subList(1, this.executors.size()))
			.concatMap((executor) -> executor.status()
				.filter((status) -> status.state() == FaasStatus.State.AVAILABLE)
				.map((status) -> new FaasStatus(FaasStatus.State.AVAILABLE,
						"at '%s'; '%s' is not available: %s".formatted(executor.provider(), provider(),
								first.detail()))))
			.next()
			.defaultIfEmpty(first);
	}

	@Override
	public String provider() {
		return this.executors.get(0).provider();
	}

}
