package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * Activations of one namespace: their limits, their answers, their records.
 */
final class FakeWhiskActivations implements AutoCloseable {

	private final Map<String, FakeWhiskActivation> all = new ConcurrentHashMap<>();

	private final Deque<String> order = new ConcurrentLinkedDeque<>();

	private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();

	private final Deque<Long> lastMinute = new ArrayDeque<>();

	private final AtomicInteger running = new AtomicInteger();

	private final FakeWhiskInvoker invoker = new FakeWhiskInvoker();

	private final String namespace;

	/** How often a record that is there is said not to be. */
	volatile int missing;

	/** Whether blocking invocations that ended in time leave a record. */
	volatile boolean storesBlocking = true;

	FakeWhiskActivations(String namespace) {
		this.namespace = namespace;
	}

	Mono<StubAnswer> invoke(FakeWhiskRequest request, FakeWhiskAction action, ObjectNode stored, FakeWhiskLimits limits,
			Duration longest) {
		JsonNode value = request.json();
		check(request, stored, value, limits, longest);
		FakeWhiskActivation activation = new FakeWhiskActivation(action, stored, value, this.namespace, limits);
		this.all.put(activation.id, activation);
		this.order.add(activation.id);
		activation.record.whenComplete((done, failure) -> this.running.decrementAndGet());
		this.invoker.run(activation);
		if (!request.is("blocking", false)) {
			return Mono.just(accepted(activation));
		}
		Duration wait = Duration.ofMillis(request.number("timeout", (int) longest.toMillis()));
		return Mono.fromFuture(activation.record, true)
			.map((record) -> answer(activation, record, request.is("result", false)))
			.timeout(wait, Mono.fromSupplier(() -> accepted(activation)));
	}

	ObjectNode record(String id) {
		FakeWhiskActivation found = this.all.get(id);
		if (found == null || !found.record.isDone() || isMissing(id)) {
			throw FakeWhiskException.missing();
		}
		return found.record.join();
	}

	ArrayNode list(int limit, int skip) {
		ArrayNode briefs = FakeWhiskEntities.MAPPER.createArrayNode();
		this.order.stream().skip(skip).limit(limit).map(this.all::get).forEach((each) -> {
			ObjectNode brief = each.record.getNow(FakeWhiskEntities.MAPPER.createObjectNode()).deepCopy();
			brief.remove("response");
			brief.remove("logs");
			briefs.add(brief);
		});
		return briefs;
	}

	@Override
	public void close() {
		this.invoker.close();
	}

	private void check(FakeWhiskRequest request, ObjectNode stored, JsonNode value, FakeWhiskLimits limits,
			Duration longest) {
		if (request.body().length > limits.payload()) {
			throw new FakeWhiskException(413, "The request content was too large: %d > %d bytes."
				.formatted(request.body().length, limits.payload()));
		}
		if (request.number("timeout", 1) < 1 || request.number("timeout", 1) > longest.toMillis()) {
			throw new FakeWhiskException(400,
					"Timeout must be number of milliseconds up to %d.".formatted(longest.toMillis()));
		}
		if (isFinal(stored) && overrides(stored, value)) {
			throw new FakeWhiskException(400,
					"Request defines parameters that are not allowed (e.g., reserved properties).");
		}
		throttle(limits);
	}

	private synchronized void throttle(FakeWhiskLimits limits) {
		long now = System.currentTimeMillis();
		while (!this.lastMinute.isEmpty() && this.lastMinute.peek() < now - 60_000) {
			this.lastMinute.poll();
		}
		this.lastMinute.add(now);
		if (this.lastMinute.size() > limits.perMinute()) {
			throw new FakeWhiskException(429, "Too many requests in the last minute (count: %d, allowed: %d)."
				.formatted(this.lastMinute.size(), limits.perMinute()));
		}
		if (this.running.get() >= limits.concurrent()) {
			throw new FakeWhiskException(429, "Too many concurrent requests in flight (count: %d, allowed: %d)."
				.formatted(this.running.get() + 1, limits.concurrent()));
		}
		this.running.incrementAndGet();
	}

	private boolean isMissing(String id) {
		return this.looks.computeIfAbsent(id, (key) -> new AtomicInteger()).incrementAndGet() <= this.missing;
	}

	private static boolean isFinal(ObjectNode stored) {
		for (JsonNode pair : stored.path("annotations")) {
			if ("final".equals(pair.path("key").asString()) && pair.path("value").asBoolean()) {
				return true;
			}
		}
		return false;
	}

	private static boolean overrides(ObjectNode stored, JsonNode value) {
		for (JsonNode pair : stored.path("parameters")) {
			if (value.has(pair.path("key").asString())) {
				return true;
			}
		}
		return false;
	}

	private static StubAnswer accepted(FakeWhiskActivation activation) {
		return StubAnswer.json(202, "{\"activationId\":\"%s\"}".formatted(activation.id))
			.with("x-openwhisk-activation-id", activation.id);
	}

	private StubAnswer answer(FakeWhiskActivation activation, ObjectNode whole, boolean bare) {
		if (!this.storesBlocking) {
			this.all.remove(activation.id);
			this.order.remove(activation.id);
		}
		JsonNode result = whole.path("response").path("result");
		JsonNode body = (bare || result.isArray()) ? result : whole;
		return StubAnswer.json(FakeWhiskActivation.http(whole), body.toString())
			.with("x-openwhisk-activation-id", activation.id);
	}

}
