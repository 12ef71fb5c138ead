package io.blueprintfaas.operations;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasProgress;

/**
 * Runs operations beside whoever asks for them, one at a time for each job, and remembers
 * the last one of each.
 */
final class BackgroundOperations {

	private final Map<String, BackgroundOperation> last = new HashMap<>();

	private final Map<String, Disposable> subscriptions = new HashMap<>();

	private final Clock clock;

	BackgroundOperations(Clock clock) {
		this.clock = clock;
	}

	synchronized OperationReport start(String job, JobOperation.Kind kind, Function<FaasProgress, Mono<String>> work) {
		OperationReport before = find(job);
		if (before != null && before.underWay()) {
			throw FaasOperationException.busy("Operation '%s' of job '%s' is under way since %s: wait for its end"
				.formatted(before.operation(), job, before.startedAt()));
		}
		BackgroundOperation operation = new BackgroundOperation(job, Labels.of(kind), this.clock);
		this.last.put(job, operation);
		this.subscriptions.put(job, operation.start(work));
		return operation.report();
	}

	synchronized @Nullable OperationReport find(String job) {
		BackgroundOperation operation = this.last.get(job);
		return (operation != null) ? operation.report() : null;
	}

	synchronized void close() {
		this.subscriptions.values().forEach(Disposable::dispose);
	}

}
