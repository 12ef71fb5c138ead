package io.blueprintfaas.platform;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the specification, which knows nothing of the platform's classes.
 */
final class PlatformClient {

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI base;

	PlatformClient(URI base) {
		this.base = base;
	}

	Answer deploy(String function, byte[] zip, String... headers) {
		return send("PUT", "/api/functions/" + function, zip, headers);
	}

	Answer deploy(String function, byte[] zip, int concurrency, int timeoutSecs) {
		return deploy(function, zip, "X-Blueprint-Config",
				config("{\"max_concurrency\":%d,\"timeout_secs\":%d}".formatted(concurrency, timeoutSecs)));
	}

	Answer invoke(String function, String request) {
		return invokeLater(function, request).join();
	}

	CompletableFuture<Answer> invokeLater(String function, String request) {
		return sendLater("POST", "/api/functions/" + function + "/invoke", request.getBytes(StandardCharsets.UTF_8),
				"Content-Type", "application/json");
	}

	Answer get(String path, String... headers) {
		return send("GET", path, new byte[0], headers);
	}

	Answer delete(String function) {
		return send("DELETE", "/api/functions/" + function, new byte[0]);
	}

	Answer send(String method, String path, byte[] body, String... headers) {
		return sendLater(method, path, body, headers).join();
	}

	CompletableFuture<Answer> sendLater(String method, String path, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.method(method, BodyPublishers.ofByteArray(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(Answer::new);
	}

	static String config(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * An answer.
	 *
	 * @param response the response
	 */
	record Answer(HttpResponse<byte[]> response) {

		int status() {
			return this.response.statusCode();
		}

		byte[] body() {
			return this.response.body();
		}

		String text() {
			return new String(body(), StandardCharsets.UTF_8);
		}

		JsonNode json() {
			return json.readTree(body());
		}

		String code() {
			return json().path("code").asString();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

	}

}
