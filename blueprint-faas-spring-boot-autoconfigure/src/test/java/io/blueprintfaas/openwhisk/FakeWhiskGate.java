package io.blueprintfaas.openwhisk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.http.StubAnswer;

/**
 * Refuses requests: those without a key, and those that a test wants refused.
 */
final class FakeWhiskGate {

	private static final String KEY = "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVC";

	private final Set<String> keys = new CopyOnWriteArraySet<>(List.of(KEY));

	private final Map<String, Deque<StubAnswer>> refusals = new ConcurrentHashMap<>();

	private final String namespace;

	FakeWhiskGate(String namespace) {
		this.namespace = namespace;
	}

	Set<String> keys() {
		return this.keys;
	}

	void refuse(String operation, int times, StubAnswer answer) {
		Deque<StubAnswer> queue = this.refusals.computeIfAbsent(operation, (key) -> new ArrayDeque<>());
		synchronized (queue) {
			for (int i = 0; i < times; i++) {
				queue.add(answer);
			}
		}
	}

	@Nullable StubAnswer refusal(String operation) {
		Deque<StubAnswer> queue = this.refusals.getOrDefault(operation, new ArrayDeque<>());
		synchronized (queue) {
			return queue.poll();
		}
	}

	void authorize(FakeWhiskRequest request) {
		String sent = String.valueOf(request.header("Authorization"));
		boolean known = this.keys.stream()
			.map((key) -> "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
			.anyMatch(sent::equals);
		if (!known) {
			throw new FakeWhiskException(401, "The supplied authentication is invalid");
		}
		boolean own = request.path().size() <= 3 || Set.of("_", this.namespace).contains(request.path().get(3));
		if (!own) {
			throw new FakeWhiskException(403,
					"The supplied authentication is not authorized to access '%s'.".formatted(request.path().get(3)));
		}
	}

}
