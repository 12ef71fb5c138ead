package io.blueprintfaas.openwhisk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs activations in containers: cold ones first, then warm ones.
 */
final class FakeWhiskInvoker implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "fake-openwhisk");
		thread.setDaemon(true);
		return thread;
	});

	void run(FakeWhiskActivation activation) {
		long begin = System.nanoTime();
		CompletableFuture<Void> run = CompletableFuture.runAsync(() -> attempt(activation), this.threads);
		run.orTimeout(activation.limit(), TimeUnit.MILLISECONDS).whenComplete((done, failure) -> {
			if (failure instanceof TimeoutException) {
				activation.fail(new FakeWhiskTimes(0, null, millis(begin)),
						FakeWhiskFailure.timeLimit(activation.limit(), false), List.of());
			}
			else if (failure != null) {
				activation.record.completeExceptionally(failure);
			}
		});
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	private void attempt(FakeWhiskActivation activation) {
		FakeWhiskAction action = activation.action;
		FakeWhiskFailure failure = action.begin(activation.value);
		if (failure != null) {
			activation.fail(new FakeWhiskTimes(0, failure.init() ? Long.valueOf(1) : null, 1).told(action.times()),
					failure, List.of());
			return;
		}
		int generation = action.pool().generation();
		FakeWhiskContainer warm = action.pool().take();
		long begin = System.nanoTime();
		FakeWhiskContainer container = (warm != null) ? warm : start(activation);
		if (container != null) {
			run(activation, container, (warm != null) ? null : Long.valueOf(millis(begin)), generation);
		}
	}

	private @Nullable FakeWhiskContainer start(FakeWhiskActivation activation) {
		long begin = System.nanoTime();
		try {
			return activation.action.factory()
				.start(activation.action.code(), parameters(activation.stored, true,
						(value) -> value.isString() ? value.asString() : value.toString()));
		}
		catch (Exception ex) {
			activation.fail(new FakeWhiskTimes(0, millis(begin), 0),
					FakeWhiskFailure.badInit("The action failed during initialization: " + ex.getMessage()),
					List.of(String.valueOf(ex.getMessage())));
			return null;
		}
	}

	private void run(FakeWhiskActivation activation, FakeWhiskContainer container, @Nullable Long init,
			int generation) {
		FakeWhiskAction action = activation.action;
		long begin = System.nanoTime();
		try {
			action.gate().join();
			FakeWhiskContainer.Output output = container.run(line(activation));
			action.pool().giveBack(container, generation);
			activation.end(new FakeWhiskTimes(0, init, millis(begin)).told(action.times()), output);
		}
		catch (Exception ex) {
			FakeWhiskPool.close(container);
			activation.fail(new FakeWhiskTimes(0, init, millis(begin)).told(action.times()), FakeWhiskFailure.CRASH,
					List.of(String.valueOf(ex)));
		}
	}

	private static ObjectNode line(FakeWhiskActivation activation) {
		ObjectNode line = MAPPER.createObjectNode();
		ObjectNode value = line.putObject("value");
		parameters(activation.stored, false, (each) -> each).forEach(value::set);
		activation.value.properties().forEach((field) -> value.set(field.getKey(), field.getValue()));
		return line.put("namespace", activation.stored.path("namespace").asString().split("/")[0])
			.put("action_name",
					"/%s/%s".formatted(activation.stored.path("namespace").asString(),
							activation.stored.path("name").asString()))
			.put("action_version", activation.stored.path("version").asString())
			.put("activation_id", activation.id)
			.put("transaction_id", activation.id)
			.put("deadline", String.valueOf(activation.start + activation.limit()));
	}

	private static <T> Map<String, T> parameters(ObjectNode stored, boolean init, Function<JsonNode, T> reader) {
		Map<String, T> values = new HashMap<>();
		stored.path("parameters").forEach((pair) -> {
			if (pair.path("init").asBoolean() == init) {
				values.put(pair.path("key").asString(), reader.apply(pair.path("value")));
			}
		});
		return values;
	}

	private static long millis(long begin) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
	}

}
