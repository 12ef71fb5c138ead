package io.blueprintfaas.operations;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasStatus;

/**
 * Asks providers whether functions are there, not more often than is needed: who asks
 * again soon gets the same answer, and who asks at the same time shares one request.
 */
public final class FaasJobStatuses {

	private static final Log logger = LogFactory.getLog(FaasJobStatuses.class);

	private final FaasRegistry registry;

	private final Duration timeout;

	private final Duration cache;

	private final Map<String, Known> known = new ConcurrentHashMap<>();

	/**
	 * Asks the executors of a registry.
	 * @param registry the registry
	 * @param timeout how long to wait for an answer
	 * @param cache how long an answer is good; zero to ask each time
	 */
	public FaasJobStatuses(FaasRegistry registry, Duration timeout, Duration cache) {
		this.registry = registry;
		this.timeout = timeout;
		this.cache = cache;
	}

	/**
	 * Whether the function of a job is there. No function is run to find out.
	 * @param job name of the job
	 * @return the status, {@link FaasStatus.State#UNKNOWN} if the provider does not tell
	 * in time; empty if the job has no provider
	 */
	public Mono<FaasStatus> status(String job) {
		return Mono.defer(() -> {
			FaasExecutor executor = this.registry.get(job);
			if (executor == null) {
				this.known.remove(job);
				return Mono.empty();
			}
			return this.known.compute(job, (name, before) -> (before != null && before.executor() == executor) ? before
					: new Known(executor, cached(ask(name, executor))))
				.status();
		});
	}

	private Mono<FaasStatus> cached(Mono<FaasStatus> status) {
		return this.cache.isZero() ? status : status.cache(this.cache);
	}

	private Mono<FaasStatus> ask(String job, FaasExecutor executor) {
		return Mono.defer(executor::status)
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(this.timeout,
					Mono.fromSupplier(() -> FaasStatus.unknown(
							"Provider '%s' did not answer within %s".formatted(executor.provider(), this.timeout))))
			.onErrorResume((ex) -> {
				logger.debug("The status of job '%s' cannot be told".formatted(job), ex);
				return Mono.just(FaasStatus.unknown(String.valueOf(ex.getMessage())));
			});
	}

	/**
	 * What was asked for, of this executor.
	 *
	 * @param executor the executor
	 * @param status its status, kept for a while
	 */
	private record Known(FaasExecutor executor, Mono<FaasStatus> status) {

	}

}
