package io.blueprintfaas.openwhisk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One action of a {@link FakeOpenWhisk}: what is stored of it, if anything, and what a
 * test lets it do.
 */
public final class FakeWhiskAction {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final String name;

	private final Deque<FakeWhiskFailure> failures = new ArrayDeque<>();

	private final Map<String, AtomicInteger> seen = new LinkedHashMap<>();

	private final FakeWhiskPool pool = new FakeWhiskPool();

	private final AtomicInteger executions = new AtomicInteger();

	private volatile FakeWhiskContainer.@Nullable Factory factory;

	private volatile CompletableFuture<?> gate = CompletableFuture.completedFuture(null);

	private volatile @Nullable ObjectNode stored;

	private volatile List<Duration> times = List.of();

	FakeWhiskAction(String name) {
		this.name = name;
	}

	/**
	 * Its name.
	 * @return name of its package, a slash, and its own name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What is stored of it.
	 * @return the action with its code, or {@code null} if it is not there
	 */
	public @Nullable ObjectNode stored() {
		return this.stored;
	}

	/**
	 * Its code.
	 * @return bytes of the zip, or of the source
	 */
	public byte[] code() {
		ObjectNode action = this.stored;
		if (action == null) {
			throw new IllegalStateException("action '%s' is not there".formatted(this.name));
		}
		String code = action.path("exec").path("code").asString("");
		return action.path("exec").path("binary").asBoolean() ? Base64.getDecoder().decode(code)
				: code.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Lets it answer by a rule.
	 * @param rule gives the result for parameters
	 * @return this action
	 */
	public FakeWhiskAction answers(Function<JsonNode, JsonNode> rule) {
		return runs((code, environment) -> (line) -> new FakeWhiskContainer.Output(
				rule.apply(line.path("value")).toString(), List.of()));
	}

	/**
	 * Lets it answer by a rule on JSON texts.
	 * @param rule gives the text of the result for the text of the parameters
	 * @return this action
	 */
	public FakeWhiskAction answersBytes(UnaryOperator<byte[]> rule) {
		return runs((code,
				environment) -> (line) -> new FakeWhiskContainer.Output(
						new String(rule.apply(MAPPER.writeValueAsBytes(line.path("value"))), StandardCharsets.UTF_8),
						List.of()));
	}

	/**
	 * Lets it run in containers of a kind.
	 * @param containers makes containers from its code
	 * @return this action
	 */
	public FakeWhiskAction runs(FakeWhiskContainer.Factory containers) {
		this.factory = containers;
		this.pool.clear();
		return this;
	}

	/**
	 * Lets runs wait, once they have begun, until a future has ended.
	 * @param until the future
	 * @return this action
	 */
	public FakeWhiskAction waits(CompletableFuture<?> until) {
		this.gate = until;
		return this;
	}

	/**
	 * Lets the next run fail, after those that are to fail already.
	 * @param failure how
	 * @return this action
	 */
	public FakeWhiskAction fails(FakeWhiskFailure failure) {
		synchronized (this.failures) {
			this.failures.add(failure);
		}
		return this;
	}

	/**
	 * Tells these times in place of measured ones.
	 * @param wait time in the platform
	 * @param init time of a cold start
	 * @param run time of the run itself
	 * @return this action
	 */
	public FakeWhiskAction tells(Duration wait, Duration init, Duration run) {
		this.times = List.of(wait, init, run);
		return this;
	}

	/**
	 * How often it ran, cold starts that failed included.
	 * @return the number
	 */
	public int executions() {
		return this.executions.get();
	}

	/**
	 * How many runs repeated a call that had run before, by its {@code invocation_id}.
	 * @return the number
	 */
	public int duplicates() {
		synchronized (this.seen) {
			return this.seen.values().stream().mapToInt((times) -> times.get() - 1).sum();
		}
	}

	/**
	 * Stops its containers, so that the next run starts cold.
	 */
	public void cool() {
		this.pool.clear();
	}

	void store(@Nullable ObjectNode action) {
		this.stored = action;
		this.pool.clear();
	}

	FakeWhiskPool pool() {
		return this.pool;
	}

	FakeWhiskContainer.Factory factory() {
		FakeWhiskContainer.Factory known = this.factory;
		if (known == null) {
			return (code, environment) -> {
				throw new IllegalStateException("the test does not say what action '%s' does".formatted(this.name));
			};
		}
		return known;
	}

	CompletableFuture<?> gate() {
		return this.gate;
	}

	List<Duration> times() {
		return this.times;
	}

	@Nullable FakeWhiskFailure begin(JsonNode value) {
		this.executions.incrementAndGet();
		String invocation = value.path("invocation_id").asString("");
		if (!invocation.isEmpty()) {
			synchronized (this.seen) {
				this.seen.computeIfAbsent(invocation, (id) -> new AtomicInteger()).incrementAndGet();
			}
		}
		synchronized (this.failures) {
			return this.failures.poll();
		}
	}

}
