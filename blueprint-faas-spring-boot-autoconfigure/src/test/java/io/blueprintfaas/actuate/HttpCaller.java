package io.blueprintfaas.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls endpoints of an application.
 */
final class HttpCaller {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HttpClient client = HttpClient.newHttpClient();

	private final String base;

	private final @Nullable String authorization;

	HttpCaller(String base) {
		this(base, null);
	}

	private HttpCaller(String base, @Nullable String authorization) {
		this.base = base;
		this.authorization = authorization;
	}

	HttpCaller as(String user, String password) {
		return new HttpCaller(this.base,
				"Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes()));
	}

	Answer get(String path) {
		return send(request(path));
	}

	Answer post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path)).timeout(PATIENCE);
		return (this.authorization != null) ? request.header("Authorization", this.authorization) : request;
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param body the body as text
	 */
	record Answer(int status, String body) {

		JsonNode json() {
			return MAPPER.readTree(this.body);
		}

		String text(String pointer) {
			return json().at(pointer).asString();
		}

	}

}
