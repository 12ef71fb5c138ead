package io.blueprintfaas.custom;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;

/**
 * What a platform keeps of one function: of v1.0, or with what came after it.
 */
final class StubPlatform {

	private final boolean replaces;

	private final boolean hashes;

	private byte @Nullable [] deployed;

	private byte[] config = {};

	private final Deque<String> statuses = new ArrayDeque<>();

	private StubPlatform(boolean replaces, boolean hashes) {
		this.replaces = replaces;
		this.hashes = hashes;
	}

	static StubPlatform original() {
		return new StubPlatform(false, false);
	}

	static StubPlatform replacing() {
		return new StubPlatform(true, false);
	}

	static StubPlatform hashing() {
		return new StubPlatform(true, true);
	}

	StubPlatform statuses(String... next) {
		this.statuses.addAll(List.of(next));
		return this;
	}

	StubAnswer answer(StubRequest request) {
		return switch (request.method()) {
			case "PUT" -> put(request);
			case "GET" -> (this.deployed != null) ? StubAnswer.json(200, view(false)) : missing();
			case "DELETE" -> delete();
			default -> missing();
		};
	}

	private StubAnswer put(StubRequest request) {
		boolean replace = this.replaces && "true".equals(request.header("X-Blueprint-Replace"));
		if (this.deployed != null && !replace) {
			return StubAnswer.json(409, "{\"error\":\"it exists\",\"code\":\"EXISTS\"}");
		}
		this.deployed = request.body();
		this.config = Base64.getDecoder().decode(request.header("X-Blueprint-Config"));
		return StubAnswer.json(200, view(true));
	}

	private StubAnswer delete() {
		boolean found = this.deployed != null;
		this.deployed = null;
		return found ? StubAnswer.json(200, "{\"status\":\"deleted\"}") : missing();
	}

	private static StubAnswer missing() {
		return StubAnswer.json(404, "{\"error\":\"no such function\",\"code\":\"FUNCTION_NOT_FOUND\"}");
	}

	private String view(boolean uploaded) {
		ObjectNode view = JsonNodeFactory.instance.objectNode();
		view.put("function_id", "job7").put("endpoint", "http://localhost/x");
		String next = uploaded ? "deployed" : this.statuses.poll();
		view.put("status", (next != null) ? next : "deployed");
		view.put("cold_start_ms", 120).put("memory_mb", 512).put("timeout_secs", 300);
		view.put("deployed_at", "2026-01-02T03:04:05Z").put("binary_size_bytes", this.deployed.length);
		if (this.hashes) {
			view.put("sha256", TestPackages.sha256(this.deployed));
			view.put("config_sha256", TestPackages.sha256(this.config));
		}
		return view.toString();
	}

	byte[] config() {
		return this.config;
	}

}
