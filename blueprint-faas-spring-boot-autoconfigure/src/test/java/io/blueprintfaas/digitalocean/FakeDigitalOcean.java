package io.blueprintfaas.digitalocean;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.openwhisk.FakeOpenWhisk;

/**
 * DigitalOcean's own API on loopback, as far as namespaces of functions and their keys
 * go. A request that its published interface does not describe is refused.
 */
final class FakeDigitalOcean implements AutoCloseable {

	static final String TOKEN = "dop_v1_topsecrettoken";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final StubServer server = StubServer.start();

	private final FakeOpenWhisk whisk;

	private final Clock clock;

	private final Map<String, ObjectNode> namespaces = new LinkedHashMap<>();

	private final Map<String, String> keys = new ConcurrentHashMap<>();

	private final Map<String, Deque<StubAnswer>> refusals = new ConcurrentHashMap<>();

	private final List<String> operations = new CopyOnWriteArrayList<>();

	private final List<String> secrets = new CopyOnWriteArrayList<>(List.of(TOKEN));

	/**
	 * Whether a namespace to be made must be wrapped, as DigitalOcean's client does it.
	 */
	volatile boolean wrapped;

	/** How many namespaces are listed at a time, or 0 for all. */
	volatile int pageSize;

	/** Whether namespaces tell their own key. */
	volatile boolean tellsOldKeys;

	FakeDigitalOcean(FakeOpenWhisk whisk, Clock clock) {
		this.whisk = whisk;
		this.clock = clock;
		this.server.answer(this::answer);
	}

	URI address() {
		return this.server.uri();
	}

	// Operations since the last time, in their order.
	List<String> take() {
		List<String> taken = List.copyOf(this.operations);
		this.operations.clear();
		return taken;
	}

	// What must be in no message.
	List<String> secrets() {
		return this.secrets;
	}

	// Ids of the keys that are there.
	List<String> keys() {
		return List.copyOf(this.keys.keySet());
	}

	void refuse(String operation, int times, StubAnswer answer) {
		Deque<StubAnswer> queue = this.refusals.computeIfAbsent(operation, (key) -> new ArrayDeque<>());
		synchronized (queue) {
			for (int i = 0; i < times; i++) {
				queue.add(answer);
			}
		}
	}

	static StubAnswer error(int status, String id, String message) {
		return StubAnswer.json(status,
				MAPPER.createObjectNode()
					.put("id", id)
					.put("message", message)
					.put("request_id", "4851a473-1621-42ea-b2f9-5071c0ea8414")
					.toString());
	}

	// The namespace whose functions are those of the server for functions.
	synchronized String add(String label, String region) {
		return add(this.whisk.namespace(), label, region);
	}

	synchronized String add(String id, String label, String region) {
		String old = this.whisk.apiKey();
		this.namespaces.put(id,
				MAPPER.createObjectNode()
					.put("api_host", this.whisk.address().toString())
					.put("namespace", id)
					.put("label", label)
					.put("region", region)
					.put("created_at", "2026-01-01T00:00:00Z")
					.put("updated_at", "2026-01-01T00:00:00Z")
					.put("uuid", this.tellsOldKeys ? old.split(":")[0] : null)
					.put("key", this.tellsOldKeys ? old.split(":")[1] : null));
		this.secrets.add(old.split(":")[1]);
		return id;
	}

	synchronized void delete(String id) {
		this.namespaces.remove(id);
		revokeKeys();
	}

	// Somebody revokes all keys.
	void revokeKeys() {
		this.keys.forEach((id, secret) -> this.whisk.revoke(id + ":" + secret));
		this.keys.clear();
	}

	@Override
	public void close() {
		this.server.close();
	}

	private StubAnswer answer(StubRequest request) {
		String operation = FakeDigitalOceanRules.operation(request);
		this.operations.add(operation);
		Deque<StubAnswer> queue = this.refusals.getOrDefault(operation, new ArrayDeque<>());
		synchronized (queue) {
			if (!queue.isEmpty()) {
				return queue.poll();
			}
		}
		if (!("Bearer " + TOKEN).equals(request.header("Authorization"))) {
			return error(401, "unauthorized", "Unable to authenticate you.");
		}
		String wrong = FakeDigitalOceanRules.refusal(request, operation, this.wrapped, this.pageSize > 0);
		if (!wrong.isEmpty()) {
			return error(404, "bad_request", "Invalid request payload: " + wrong);
		}
		return perform(request, operation);
	}

	private synchronized StubAnswer perform(StubRequest request, String operation) {
		if ("list".equals(operation)) {
			return list(URI.create(request.path()).getQuery());
		}
		if ("create".equals(operation)) {
			JsonNode body = FakeDigitalOceanRules.body(request, this.wrapped);
			String id = add(body.path("label").asString(), body.path("region").asString());
			return StubAnswer.json(200, MAPPER.createObjectNode().set("namespace", this.namespaces.get(id)).toString());
		}
		String[] path = request.path().split("/");
		if (!this.namespaces.containsKey(path[4])) {
			return error(404, "not_found", "namespace not found");
		}
		return "create key".equals(operation) ? createKey(FakeDigitalOceanRules.body(request, false))
				: deleteKey(path[6]);
	}

	private StubAnswer list(@Nullable String query) {
		ArrayNode all = MAPPER.createArrayNode();
		this.namespaces.values().forEach(all::add);
		ObjectNode body = MAPPER.createObjectNode();
		if (this.pageSize == 0) {
			return StubAnswer.json(200, body.set("namespaces", all).toString());
		}
		int page = (query != null) ? Integer.parseInt(query.split("=")[1]) : 1;
		ArrayNode part = body.putArray("namespaces");
		for (int i = (page - 1) * this.pageSize; i < Math.min(all.size(), page * this.pageSize); i++) {
			part.add(all.get(i));
		}
		if (page * this.pageSize < all.size()) {
			// The address is not where the token may go
			body.putObject("links")
				.putObject("pages")
				.put("next", "https://elsewhere.example.com/v2/functions/namespaces?page=" + (page + 1));
		}
		return StubAnswer.json(200, body.toString());
	}

	private StubAnswer createKey(JsonNode body) {
		String id = "dof_v1_" + UUID.randomUUID().toString().replace("-", "");
		String secret = "topsecret" + UUID.randomUUID().toString().replace("-", "");
		this.keys.put(id, secret);
		this.secrets.add(secret);
		this.whisk.addKey(id + ":" + secret);
		String expiry = body.path("expires_in").asString("24h");
		ObjectNode answer = MAPPER.createObjectNode();
		answer.putObject("access_key")
			.put("id", id)
			.put("name", body.path("name").asString())
			.put("secret", secret)
			.put("created_at", this.clock.instant().toString())
			.put("expires_at",
					this.clock.instant()
						.plus(Duration.ofHours(Long.parseLong(expiry.substring(0, expiry.length() - 1))))
						.toString());
		return StubAnswer.json(201, answer.toString());
	}

	private StubAnswer deleteKey(String id) {
		String secret = this.keys.remove(id);
		if (secret == null) {
			return error(404, "not_found", "access key not found");
		}
		this.whisk.revoke(id + ":" + secret);
		return StubAnswer.json(200, "{}");
	}

}
