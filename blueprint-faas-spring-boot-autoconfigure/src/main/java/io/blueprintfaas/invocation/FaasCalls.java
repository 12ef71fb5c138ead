package io.blueprintfaas.invocation;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.codec.PayloadCodecException;

/**
 * One delegated call: arguments to bytes, through the executor, bytes to result.
 */
public final class FaasCalls {

	private final Predicate<String> fallsBackToLocal;

	/**
	 * Calls for jobs with and without a fallback.
	 * @param fallsBackToLocal tells, by the name of a job, whether a call that its
	 * provider did not run is run locally
	 */
	public FaasCalls(Predicate<String> fallsBackToLocal) {
		this.fallsBackToLocal = fallsBackToLocal;
	}

	/**
	 * Calls a job at its executor.
	 * @param job what is called
	 * @param executor what runs it
	 * @param arguments the arguments
	 * @param local runs the job here, for a fallback; {@code null} if the application has
	 * no handler
	 * @return the result
	 */
	Mono<FaasResult<Object>> remotely(CallableJob job, FaasExecutor executor, @Nullable Object[] arguments,
			@Nullable Mono<FaasResult<Object>> local) {
		Mono<FaasResult<Object>> remote = Mono.defer(() -> {
			FaasRequest request = request(job, executor, arguments);
			return executor.invoke(request).map((response) -> result(job, executor, request, response));
		});
		return remote.onErrorResume(FaasException.class, (ex) -> recover(job, ex, local));
	}

	private Mono<FaasResult<Object>> recover(CallableJob job, FaasException ex,
			@Nullable Mono<FaasResult<Object>> local) {
		if (ex instanceof FaasFunctionException failure) {
			return Mono
				.error((job.handler() != null) ? RemoteExceptions.rebuild(failure, job.handler().method()) : failure);
		}
		if (local != null && this.fallsBackToLocal.test(job.key().name()) && mayRunAgain(job, ex)) {
			return local;
		}
		return Mono.error(ex);
	}

	private static boolean mayRunAgain(CallableJob job, FaasException ex) {
		boolean didNotRun = ex.isRetryable() || ex instanceof FaasNotDeployedException
				|| ex instanceof FaasAccessDeniedException;
		return didNotRun || job.idempotent();
	}

	private static FaasRequest request(CallableJob job, FaasExecutor executor, @Nullable Object[] arguments) {
		UUID invocationId = UUID.randomUUID();
		try {
			byte[] payload = job.codec().encodeArguments(job.signature(), arguments);
			return new FaasRequest(job.key(), payload, invocationId, null, Map.of(), job.contract());
		}
		catch (PayloadCodecException ex) {
			throw new FaasPayloadException("The arguments cannot be encoded: " + ex.getMessage(),
					new FaasCall(job.key(), executor.provider(), invocationId), ex);
		}
	}

	private static FaasResult<Object> result(CallableJob job, FaasExecutor executor, FaasRequest request,
			FaasResponse response) {
		try {
			Object value = job.codec().decodeResult(job.signature(), response.payload());
			return new FaasResult<>(value, executor.provider(), response.metrics());
		}
		catch (PayloadCodecException ex) {
			throw new FaasPayloadException("The function ran, but its result cannot be decoded: " + ex.getMessage(),
					FaasCall.of(request, executor.provider()), ex);
		}
	}

	/**
	 * Runs a handler here and measures it.
	 * @param call what to run; what it returns is awaited
	 * @param job the job it belongs to
	 * @return the result
	 */
	static Mono<FaasResult<Object>> locally(ResultAdapter.Call call, CallableJob job) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return ResultAdapter.await(call, job.signature()).map((value) -> {
				Duration took = Duration.ofNanos(System.nanoTime() - start);
				String instance = "pid " + ProcessHandle.current().pid();
				FaasMetrics metrics = new FaasMetrics(took, took, null, null, null, null, instance);
				return new FaasResult<>(value.orElse(null), FaasResult.HERE, metrics);
			});
		});
	}

}
