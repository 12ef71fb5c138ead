package io.blueprintfaas.runtime;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.codec.ResultShape;

/**
 * Waits for what a handler hands over later.
 */
final class AwaitedResult {

	private AwaitedResult() {
	}

	/**
	 * The value itself. An interrupt while waiting cancels the stage or the subscription.
	 * @param shape how the handler hands over its result
	 * @param returned what the handler returned
	 * @return the value, or {@code null} if there is none
	 * @throws Throwable what the stage or publisher failed with, or
	 * {@link InterruptedException}
	 */
	static @Nullable Object of(ResultShape shape, @Nullable Object returned) throws Throwable {
		if (shape == ResultShape.VALUE) {
			return returned;
		}
		if (returned == null) {
			throw new IllegalStateException(
					"The handler returned null and not a %s: return an empty or completed one".formatted(shape));
		}
		return await(future(shape, returned));
	}

	private static Future<?> future(ResultShape shape, Object returned) {
		return switch (shape) {
			case MONO -> ((Mono<?>) returned).contextCapture().toFuture();
			case FLUX -> Flux.from((Publisher<?>) returned).contextCapture().collectList().toFuture();
			default -> ((CompletionStage<?>) returned).toCompletableFuture();
		};
	}

	private static @Nullable Object await(Future<?> future) throws Throwable {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw withoutWrappers(ex);
		}
	}

	private static Throwable withoutWrappers(Throwable thrown) {
		Throwable cause = thrown.getCause();
		boolean wrapper = thrown instanceof ExecutionException || thrown instanceof CompletionException;
		return (wrapper && cause != null) ? withoutWrappers(cause) : thrown;
	}

}
