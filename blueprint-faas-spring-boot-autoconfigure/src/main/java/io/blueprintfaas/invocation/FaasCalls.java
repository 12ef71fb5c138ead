package io.blueprintfaas.invocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasContractException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.codec.PayloadCodecException;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;
import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * Calls of jobs that have a provider: along their route, arguments to bytes, through the
 * executor, bytes to result.
 */
public final class FaasCalls {

	private final FaasRoutes routes;

	private final CallRecorder recorder;

	/**
	 * Calls along the given routes.
	 * @param routes where calls of each job go
	 * @param listeners who hears of calls; asked for at the first call
	 */
	public FaasCalls(FaasRoutes routes, Supplier<List<FaasCallListener>> listeners) {
		this.routes = routes;
		this.recorder = new CallRecorder(listeners, Clock.systemUTC());
	}

	JobRoute route(CallableJob job) {
		return this.routes.of(job.key().name());
	}

	// The way of a call that stays here, or null if it is to go to the provider.
	@Nullable LocalRun stay(CallableJob job) {
		Runnable place = route(job).enter();
		return (place != null) ? new LocalRun(this.recorder, this.recorder.begin(job, Place.LOCAL), place) : null;
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
		return Mono.defer(() -> {
			CallJournal journal = this.recorder.begin(job, Place.REMOTE);
			return send(job, executor, arguments, journal)
				.onErrorResume(FaasException.class, (ex) -> recover(job, ex, local, journal))
				.doOnSuccess((result) -> this.recorder.succeeded(journal))
				.doOnError((ex) -> this.recorder.failed(journal, ex))
				.doOnCancel(() -> this.recorder.cancelled(journal))
				.contextWrite((context) -> context.put(CallJournal.class, journal));
		});
	}

	private static Mono<FaasResult<Object>> send(CallableJob job, FaasExecutor executor, @Nullable Object[] arguments,
			CallJournal journal) {
		return Mono.defer(() -> {
			FaasRequest request = request(job, executor, arguments, journal);
			journal.sending(executor.provider(), request.payload().length);
			return executor.invoke(request).map((response) -> result(job, executor, request, response, journal));
		});
	}

	private Mono<FaasResult<Object>> recover(CallableJob job, FaasException ex,
			@Nullable Mono<FaasResult<Object>> local, CallJournal journal) {
		if (ex instanceof FaasFunctionException failure) {
			return Mono
				.error((job.handler() != null) ? RemoteExceptions.rebuild(failure, job.handler().method()) : failure);
		}
		if (local != null && mayRunHere(job, ex)) {
			journal.note(EventKind.FALLBACK, String.valueOf(ex.getMessage()));
			return local.doOnNext((result) -> journal.measured(result.metrics()));
		}
		return Mono.error(ex);
	}

	private boolean mayRunHere(CallableJob job, FaasException ex) {
		RoutePolicy policy = route(job).policy();
		if (ex instanceof FaasContractException) {
			return policy.localOnMismatch();
		}
		boolean didNotRun = ex.isRetryable() || ex instanceof FaasNotDeployedException
				|| ex instanceof FaasAccessDeniedException;
		return policy.fallsBackToLocal() && (didNotRun || job.idempotent());
	}

	private static FaasRequest request(CallableJob job, FaasExecutor executor, @Nullable Object[] arguments,
			CallJournal journal) {
		try {
			byte[] payload = job.codec().encodeArguments(job.signature(), arguments);
			return new FaasRequest(job.key(), payload, journal.invocationId(), null, Map.of(), job.contract());
		}
		catch (PayloadCodecException ex) {
			throw new FaasPayloadException("The arguments cannot be encoded: " + ex.getMessage(),
					new FaasCall(job.key(), executor.provider(), journal.invocationId()), ex);
		}
	}

	private static FaasResult<Object> result(CallableJob job, FaasExecutor executor, FaasRequest request,
			FaasResponse response, CallJournal journal) {
		String provider = (response.provider() != null) ? response.provider() : executor.provider();
		journal.answered(provider, response.payload().length);
		journal.measured(response.metrics());
		try {
			Object value = job.codec().decodeResult(job.signature(), response.payload());
			return new FaasResult<>(value, provider, response.metrics());
		}
		catch (PayloadCodecException ex) {
			throw new FaasPayloadException("The function ran, but its result cannot be decoded: " + ex.getMessage(),
					FaasCall.of(request, provider), ex);
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
