package io.blueprintfaas.openwhisk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of an action, and the record of it once it has ended.
 */
final class FakeWhiskActivation {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Map<Integer, String> STATUSES = Map.of(0, "success", 1, "application error", 2,
			"action developer error", 3, "whisk internal error");

	final String id = UUID.randomUUID().toString().replace("-", "");

	final CompletableFuture<ObjectNode> record = new CompletableFuture<>();

	final FakeWhiskAction action;

	final ObjectNode stored;

	final JsonNode value;

	final long start = System.currentTimeMillis();

	private final String subject;

	private final boolean gbs;

	private final int mostPayload;

	FakeWhiskActivation(FakeWhiskAction action, ObjectNode stored, JsonNode value, String subject,
			FakeWhiskLimits limits) {
		this.action = action;
		this.stored = stored;
		this.value = value;
		this.subject = subject;
		this.gbs = limits.gbs();
		this.mostPayload = limits.payload();
	}

	long limit() {
		return this.stored.path("limits").path("timeout").asLong();
	}

	// HTTP status of an answer with this record.
	static int http(ObjectNode record) {
		return switch (record.path("response").path("status").asString()) {
			case "success" -> 200;
			case "whisk internal error" -> 500;
			default -> 502;
		};
	}

	void end(FakeWhiskTimes times, FakeWhiskContainer.Output output) {
		int size = output.json().length();
		if (size > this.mostPayload) {
			end(times, 1, error("The action produced a response that exceeded the allowed length: %d > %d bytes."
				.formatted(size, this.mostPayload)), output.logs(), false);
			return;
		}
		JsonNode result = read(output.json());
		if (result == null || !(result.isObject() || result.isArray())) {
			end(times, 2, error("The action did not produce a valid JSON or JSON Array response: " + output.json()),
					output.logs(), false);
			return;
		}
		boolean failed = result.has("error");
		end(times, failed ? 1 : 0, failed ? MAPPER.createObjectNode().set("error", result.get("error")) : result,
				output.logs(), false);
	}

	void fail(FakeWhiskTimes times, FakeWhiskFailure failure, List<String> logs) {
		end(times, failure.statusCode(), error(failure.error()), logs, failure.timeout());
	}

	private void end(FakeWhiskTimes times, int statusCode, JsonNode result, List<String> logs, boolean timeout) {
		ObjectNode whole = MAPPER.createObjectNode()
			.put("namespace", this.subject)
			.put("name", this.stored.path("name").asString())
			.put("version", this.stored.path("version").asString())
			.put("subject", this.subject)
			.put("activationId", this.id)
			.put("start", this.start)
			.put("end", this.start + times.duration())
			.put("duration", times.duration())
			.put("publish", false);
		whole.putObject("response")
			.put("status", STATUSES.get(statusCode))
			.put("success", statusCode == 0)
			.put("size", result.toString().length())
			.set("result", result);
		ArrayNode lines = whole.putArray("logs");
		logs.forEach((line) -> lines.add("2026-01-01T00:00:00.000Z stderr: " + line));
		whole.set("annotations", annotations(times, timeout));
		this.record.complete(whole);
	}

	private ArrayNode annotations(FakeWhiskTimes times, boolean timeout) {
		ArrayNode all = MAPPER.createArrayNode();
		all.addObject()
			.put("key", "path")
			.put("value", this.stored.path("namespace").asString() + "/" + this.stored.path("name").asString());
		all.addObject().put("key", "waitTime").put("value", times.queued());
		all.addObject().put("key", "kind").put("value", this.stored.path("exec").path("kind").asString());
		all.addObject().put("key", "timeout").put("value", timeout);
		all.addObject().put("key", "limits").set("value", this.stored.path("limits"));
		if (times.init() != null) {
			all.addObject().put("key", "initTime").put("value", times.init());
		}
		if (this.gbs) {
			double seconds = Math.max(100, times.duration()) / 1000.0;
			all.addObject().put("key", "gbs").put("value", seconds * memory() / 1024.0);
			all.addObject().put("key", "entry").put("value", "main");
		}
		return all;
	}

	private int memory() {
		return this.stored.path("limits").path("memory").asInt();
	}

	private static ObjectNode error(String text) {
		return MAPPER.createObjectNode().put("error", text);
	}

	private static @Nullable JsonNode read(String json) {
		try {
			return MAPPER.readTree(json);
		}
		catch (JacksonException ex) {
			// No JSON, which is what the record says
			return null;
		}
	}

}
