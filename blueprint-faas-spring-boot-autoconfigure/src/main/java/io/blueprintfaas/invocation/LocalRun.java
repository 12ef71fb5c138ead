package io.blueprintfaas.invocation;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A call that its route keeps here: gives its place back and writes its record when it
 * has ended, whatever the handler returns.
 */
final class LocalRun {

	private final CallRecorder recorder;

	private final CallJournal journal;

	private final Runnable place;

	private final AtomicBoolean left = new AtomicBoolean();

	LocalRun(CallRecorder recorder, CallJournal journal, Runnable place) {
		this.recorder = recorder;
		this.journal = journal;
		this.place = place;
	}

	// Runs the handler; its result is handed on as it is, and watched.
	@Nullable Object invoke(ResultAdapter.Call call) throws Throwable {
		Object returned;
		try {
			returned = call.invoke();
		}
		catch (Throwable ex) {
			failed(ex);
			throw ex;
		}
		return watched(returned);
	}

	<T> Mono<T> watch(Mono<T> result) {
		return result.doOnSuccess((value) -> succeeded()).doOnError(this::failed).doOnCancel(this::cancelled);
	}

	private @Nullable Object watched(@Nullable Object returned) {
		if (returned instanceof Mono<?> mono) {
			return watch(mono);
		}
		if (returned instanceof Publisher<?> publisher) {
			return Flux.from(publisher)
				.doOnComplete(this::succeeded)
				.doOnError(this::failed)
				.doOnCancel(this::cancelled);
		}
		if (returned instanceof CompletionStage<?> stage) {
			return stage.whenComplete((value, ex) -> ended(ex));
		}
		succeeded();
		return returned;
	}

	private void ended(@Nullable Throwable ex) {
		if (ex != null) {
			failed(ex);
		}
		else {
			succeeded();
		}
	}

	private void succeeded() {
		leave();
		this.recorder.succeeded(this.journal);
	}

	private void failed(Throwable ex) {
		leave();
		this.recorder.failed(this.journal, ex);
	}

	private void cancelled() {
		leave();
		this.recorder.cancelled(this.journal);
	}

	// Once: who takes one value and cancels then tells so after the end
	private void leave() {
		if (this.left.compareAndSet(false, true)) {
			this.place.run();
		}
	}

}
