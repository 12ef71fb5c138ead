package io.blueprintfaas.azure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets one operation at a time work on an app: a deployment replaces what another one has
 * looked at. Nobody waits on a thread. Safe for concurrent use.
 */
final class AzureTurns {

	private final Map<String, Mono<Void>> last = new HashMap<>();

	// Runs it when all that were asked for before have ended, or were given up.
	<T> Mono<T> take(AzureApp app, Mono<T> operation) {
		String key = app.resourceId().toLowerCase(Locale.ROOT);
		return Mono.defer(() -> {
			Sinks.Empty<Void> end = Sinks.empty();
			Mono<Void> before = enter(key, end.asMono());
			return before.then(operation).doFinally((signal) -> {
				end.tryEmitEmpty();
				leave(key);
			});
		});
	}

	private synchronized Mono<Void> enter(String key, Mono<Void> end) {
		Mono<Void> before = this.last.getOrDefault(key, Mono.empty());
		this.last.put(key, before.then(end));
		return before;
	}

	// Nothing is kept of apps that nobody works on.
	private synchronized void leave(String key) {
		Mono<Void> tail = this.last.get(key);
		if (tail != null) {
			boolean[] over = { false };
			tail.doOnSuccess((done) -> over[0] = true).subscribe().dispose();
			if (over[0]) {
				this.last.remove(key);
			}
		}
	}

}
