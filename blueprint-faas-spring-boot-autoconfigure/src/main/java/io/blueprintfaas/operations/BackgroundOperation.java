package io.blueprintfaas.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasProgress;

/**
 * One operation on a job that takes its time.
 */
final class BackgroundOperation implements FaasProgress {

	private static final Log logger = LogFactory.getLog(BackgroundOperation.class);

	private static final int MOST_STEPS = 100;

	private final String job;

	private final String kind;

	private final Clock clock;

	private final Instant startedAt;

	private final Deque<String> steps = new ArrayDeque<>();

	private @Nullable Instant endedAt;

	private @Nullable String result;

	private @Nullable String error;

	BackgroundOperation(String job, String kind, Clock clock) {
		this.job = job;
		this.kind = kind;
		this.clock = clock;
		this.startedAt = clock.instant();
	}

	// The work ends with a sentence on what it has done.
	Disposable start(Function<FaasProgress, Mono<String>> work) {
		return Mono.defer(() -> work.apply(this))
			.subscribeOn(Schedulers.boundedElastic())
			.switchIfEmpty(Mono.just("done"))
			.doOnCancel(() -> failed(new CancellationException("The application ended before the operation did")))
			.subscribe(this::succeeded, this::failed);
	}

	@Override
	public synchronized void step(String step) {
		if (this.steps.size() == MOST_STEPS) {
			this.steps.removeFirst();
		}
		this.steps.add(step);
	}

	private synchronized void succeeded(String sentence) {
		this.result = sentence;
		this.endedAt = this.clock.instant();
		logger.info("%s of job '%s': %s".formatted(this.kind, this.job, sentence));
	}

	private synchronized void failed(Throwable ex) {
		this.error = String.valueOf(ex.getMessage());
		this.endedAt = this.clock.instant();
		logger.warn("%s of job '%s' failed".formatted(this.kind, this.job), ex);
	}

	synchronized OperationReport report() {
		String state = (this.endedAt == null) ? OperationReport.RUNNING
				: (this.error != null) ? OperationReport.FAILED : OperationReport.DONE;
		return new OperationReport(this.kind, state, this.startedAt, this.endedAt, List.copyOf(this.steps), this.result,
				this.error);
	}

}
