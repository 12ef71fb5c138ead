package io.blueprintfaas.invocation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.codec.JobSignature;

/**
 * Between a result that is being awaited and the type that a handler returns.
 */
final class ResultAdapter {

	private ResultAdapter() {
	}

	// Hands a result over as the handler's return type asks for it. A blocking handler is
	// the one place where a thread waits.
	static @Nullable Object handOver(Mono<FaasResult<Object>> result, CallableJob job, String provider)
			throws Throwable {
		Mono<Object> value = result.mapNotNull(FaasResult::value);
		return switch (job.signature().shape()) {
			case MONO -> value;
			case FLUX -> value.flatMapIterable((list) -> (List<?>) list);
			case FUTURE -> value.toFuture();
			case VALUE -> block(value, job, provider);
		};
	}

	// Awaits what a handler returns; empty optional for no value.
	static Mono<Optional<Object>> await(Call call, JobSignature signature) {
		Mono<Object> value = Mono.defer(() -> {
			try {
				Object returned = call.invoke();
				return switch (signature.shape()) {
					case MONO -> ((Mono<?>) required(returned)).cast(Object.class);
					case FLUX -> Flux.from((Publisher<?>) required(returned)).collectList().cast(Object.class);
					case FUTURE -> Mono.fromCompletionStage((CompletionStage<?>) required(returned));
					case VALUE -> Mono.justOrEmpty(returned);
				};
			}
			catch (Throwable ex) {
				return Mono.error(ex);
			}
		});
		return value.map(Optional::of).defaultIfEmpty(Optional.empty());
	}

	private static Object required(@Nullable Object returned) {
		if (returned == null) {
			throw new IllegalStateException("The handler returned null in place of a Mono, Flux or CompletionStage");
		}
		return returned;
	}

	private static @Nullable Object block(Mono<Object> value, CallableJob job, String provider) throws Throwable {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException(
					("Job %s returns a value, so its caller would block, but thread '%s' must not "
							+ "block. Let the method return a Mono or CompletableFuture, or call it on "
							+ "Schedulers.boundedElastic()")
						.formatted(job.key(), Thread.currentThread().getName()));
		}
		CompletableFuture<Object> future = value.toFuture();
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw withCallerStack(ex.getCause());
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			throw new FaasTimeoutException(
					"The calling thread was interrupted while it waited: whether the function ran is unknown",
					new FaasCall(job.key(), provider, null), ex);
		}
		catch (CancellationException ex) {
			throw new IllegalStateException("The call was cancelled", ex);
		}
	}

	// The exception was made on another thread: without the caller's own frames nobody
	// would find the call in a log.
	private static Throwable withCallerStack(Throwable ex) {
		ex.addSuppressed(new CalledFrom());
		return ex;
	}

	/**
	 * A call of a handler.
	 */
	interface Call {

		@Nullable Object invoke() throws Throwable;

	}

	private static final class CalledFrom extends Exception {

		CalledFrom() {
			super("The job was called from here");
		}

	}

}
