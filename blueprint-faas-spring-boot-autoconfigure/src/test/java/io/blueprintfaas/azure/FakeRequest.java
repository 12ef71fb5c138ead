package io.blueprintfaas.azure;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubRequest;

/**
 * A request as {@link FakeAzure} received it.
 *
 * @param method the method
 * @param host the host it was meant for
 * @param path the path, decoded
 * @param query parameters of the query
 * @param received the rest
 */
record FakeRequest(String method, String host, String path, Map<String, String> query, StubRequest received) {

	/** Says which host a request was meant for that went to loopback. */
	static final String HOST = "X-Fake-Host";

	private static final Pattern SHORT = Pattern
		.compile("/subscriptions/[^/]+(?:/resourcegroups/[^/]+)?(?:/providers/microsoft\\.[a-z]+)?", 2);

	static FakeRequest of(StubRequest received) {
		URI uri = URI.create("http://localhost" + received.path());
		Map<String, String> query = new LinkedHashMap<>();
		for (String pair : (uri.getRawQuery() != null) ? uri.getRawQuery().split("&") : new String[0]) {
			int index = pair.indexOf('=');
			query.put(decode((index < 0) ? pair : pair.substring(0, index)),
					(index < 0) ? "" : decode(pair.substring(index + 1)));
		}
		String host = received.header(HOST);
		return new FakeRequest(received.method(), (host != null) ? host : "", uri.getPath(), query, received);
	}

	@Nullable String header(String name) {
		return this.received.header(name);
	}

	ObjectNode json() {
		return FakeJson.read(this.received.body());
	}

	boolean isRead() {
		return this.method.equals("GET") || this.method.equals("HEAD") || this.path.toLowerCase().endsWith("/list");
	}

	// For example 'PUT sites/my-app' or 'POST scm/api/publish'.
	String label() {
		if (this.host.contains(".scm.")) {
			return this.method + " scm" + this.path;
		}
		if (!this.host.startsWith("management.")) {
			return this.method + " app" + this.path;
		}
		Matcher matcher = SHORT.matcher(this.path);
		String rest = matcher.lookingAt() ? this.path.substring(matcher.end()) : this.path;
		return this.method + " " + (rest.isEmpty() ? "group" : rest.substring(1));
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
