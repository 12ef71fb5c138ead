package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FakeOpenWhiskTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final String ACTION = "/actions/p/a";

	private final FakeOpenWhisk whisk = FakeOpenWhisk.start();

	private final HttpClient client = HttpClient.newHttpClient();

	@AfterEach
	void close() {
		this.whisk.close();
	}

	@Test
	void takesPackagesAndActionsAndRaisesTheirVersions() throws Exception {
		assertThat(send("PUT", ACTION, create("")).statusCode()).isEqualTo(404);
		assertThat(send("PUT", "/packages/p?overwrite=true", "{}").statusCode()).isEqualTo(200);
		assertThat(json(send("PUT", ACTION, create("")))).containsEntry("version", "0.0.1");
		assertThat(send("PUT", ACTION, create("")).statusCode()).isEqualTo(409);
		JsonNode updated = MAPPER
			.readTree(send("PUT", ACTION + "?overwrite=true", "{\"limits\":{\"memory\":128}}").body());
		assertThat(updated.path("version").asString()).isEqualTo("0.0.2");
		assertThat(updated.path("limits").path("timeout").asInt()).isEqualTo(60_000);
		assertThat(updated.path("exec").path("code").asString()).isEqualTo("aGVsbG8=");
		assertThat(send("GET", ACTION + "?code=false", null).body()).doesNotContain("aGVsbG8=");
		assertThat(send("DELETE", "/packages/p", null).statusCode()).isEqualTo(409);
		assertThat(send("DELETE", ACTION, null).statusCode()).isEqualTo(200);
		assertThat(send("DELETE", ACTION, null).statusCode()).isEqualTo(404);
		assertThat(send("DELETE", "/packages/p", null).statusCode()).isEqualTo(200);
	}

	@Test
	void refusesWhatItsInterfaceDoesNotDescribe() throws Exception {
		send("PUT", "/packages/p?overwrite=true", "{}");
		assertThat(send("PUT", ACTION, "{\"exec\":{\"code\":\"x\"}}").body()).contains("'kind' must be a string");
		assertThat(send("PUT", ACTION, create(",\"timeout\":1")).body()).contains("action has no field 'timeout'");
		assertThat(send("PUT", ACTION, create(",\"limits\":{\"memory\":\"128\"}")).body())
			.contains("'limits.memory' must be integer, but is STRING");
		assertThat(send("PUT", ACTION, create(",\"limits\":{\"memory\":1024}")).body())
			.contains("memory 1024 MB exceeds allowed threshold of 512 MB");
		assertThat(send("PUT", ACTION, create("").replace("go:default", "cobol:1")).body())
			.contains("'cobol:1' is not supported by this platform");
		assertThat(send("PUT", ACTION, create(",\"parameters\":[{\"key\":\"a\"}]")).body())
			.contains("each of 'parameters' needs key and value");
		assertThat(send("GET", ACTION + "?code=no", null).body()).contains("no query parameter code=no");
		assertThat(send("POST", ACTION, "[]").body()).contains("Object expected");
		assertThat(send("PATCH", ACTION, "{}").body()).contains("there is no PATCH");
		this.whisk.limits(FakeWhiskLimits.OPENWHISK.code(5));
		assertThat(send("PUT", ACTION, create("")).statusCode()).isEqualTo(413);
	}

	@Test
	void runsColdAndWarm() throws Exception {
		deploy();
		this.whisk.action("p/a").answers((value) -> MAPPER.createObjectNode().set("got", value));
		JsonNode first = MAPPER.readTree(send("POST", ACTION + "?blocking=true", "{\"x\":1}").body());
		assertThat(first.path("response").path("result").path("got").path("x").asInt()).isEqualTo(1);
		assertThat(first.path("response").path("success").asBoolean()).isTrue();
		assertThat(first.path("annotations").toString()).contains("initTime", "waitTime");
		String second = send("POST", ACTION + "?blocking=true", "{}").body();
		assertThat(second).doesNotContain("initTime");
		assertThat(send("POST", ACTION + "?blocking=true&result=true", "{}").body()).isEqualTo("{\"got\":{}}");
	}

	@Test
	void handsOverWhatTakesTooLong() throws Exception {
		deploy();
		CompletableFuture<Void> gate = new CompletableFuture<>();
		this.whisk.action("p/a").answers((value) -> MAPPER.createObjectNode()).waits(gate);
		this.whisk.handOverAfter(Duration.ofMillis(50));
		this.whisk.missingRecords(1);
		HttpResponse<String> answer = send("POST", ACTION + "?blocking=true", "{}");
		assertThat(answer.statusCode()).isEqualTo(202);
		String path = "/activations/" + answer.headers().firstValue("x-openwhisk-activation-id").orElseThrow();
		assertThat(send("GET", path, null).statusCode()).isEqualTo(404);
		gate.complete(null);
		AtomicInteger looks = new AtomicInteger();
		Awaitility.await().until(() -> looks.incrementAndGet() > 0 && send("GET", path, null).statusCode() == 200);
		assertThat(looks).hasValueGreaterThan(1);
		assertThat(send("GET", path + "/result", null).body()).contains("\"success\":true");
	}

	@Test
	void tellsFailuresApart() throws Exception {
		deploy();
		this.whisk.action("p/a")
			.answers((value) -> MAPPER.createObjectNode().put("error", "mine"))
			.fails(FakeWhiskFailure.timeLimit(1000, false))
			.fails(FakeWhiskFailure.INTERNAL);
		HttpResponse<String> late = send("POST", ACTION + "?blocking=true", "{\"invocation_id\":\"1\"}");
		assertThat(late.statusCode()).isEqualTo(502);
		assertThat(late.body()).contains("action developer error", "exceeded its time limits of 1000 milliseconds.",
				"{\"key\":\"timeout\",\"value\":true}");
		assertThat(send("POST", ACTION + "?blocking=true", "{}").statusCode()).isEqualTo(500);
		HttpResponse<String> own = send("POST", ACTION + "?blocking=true", "{\"invocation_id\":\"1\"}");
		assertThat(own.statusCode()).isEqualTo(502);
		assertThat(own.body()).contains("application error", "mine");
		assertThat(this.whisk.action("p/a").executions()).isEqualTo(3);
		assertThat(this.whisk.action("p/a").duplicates()).isEqualTo(1);
	}

	@Test
	void limitsCalls() throws Exception {
		deploy();
		CompletableFuture<Void> gate = new CompletableFuture<>();
		this.whisk.action("p/a").answers((value) -> MAPPER.createObjectNode()).waits(gate);
		this.whisk.limits(FakeWhiskLimits.OPENWHISK.calls(3, 1));
		assertThat(send("POST", ACTION, "{}").statusCode()).isEqualTo(202);
		assertThat(send("POST", ACTION, "{}").body()).contains("Too many concurrent requests in flight");
		gate.complete(null);
		assertThat(send("POST", ACTION, "{\"x\":\"" + "y".repeat(1 << 20) + "\"}").statusCode()).isEqualTo(413);
		Awaitility.await().until(() -> send("POST", ACTION, "{}").statusCode() != 202);
		assertThat(send("POST", ACTION, "{}").body()).contains("Too many requests in the last minute");
	}

	@Test
	void keepsFinalParametersAndGivesTheOthers() throws Exception {
		send("PUT", "/packages/p?overwrite=true", "{}");
		send("PUT", ACTION, create(",\"parameters\":[{\"key\":\"a\",\"value\":1},"
				+ "{\"key\":\"HOME\",\"value\":\"x\",\"init\":true}],\"annotations\":[{\"key\":\"final\",\"value\":true}]"));
		this.whisk.action("p/a")
			.runs((code,
					environment) -> (line) -> new FakeWhiskContainer.Output("{\"code\":\"%s\",\"home\":\"%s\",\"a\":%s}"
						.formatted(new String(code, StandardCharsets.UTF_8), environment.get("HOME"),
								line.path("value").path("a")),
							List.of("printed")));
		String answer = send("POST", ACTION + "?blocking=true", "{}").body();
		assertThat(answer).contains("{\"code\":\"hello\",\"home\":\"x\",\"a\":1}", "printed");
		assertThat(send("POST", ACTION, "{\"a\":2}").statusCode()).isEqualTo(400);
	}

	@Test
	void takesOnlyKeysItKnows() throws Exception {
		assertThat(send("GET", "/limits", null).statusCode()).isEqualTo(200);
		this.whisk.refuse("GET limits", 1, FakeOpenWhisk.error(503, "busy"));
		assertThat(send("GET", "/limits", null).statusCode()).isEqualTo(503);
		String key = this.whisk.apiKey();
		this.whisk.addKey("other:secret");
		this.whisk.revoke(key);
		assertThat(send("GET", "/limits", null, key).statusCode()).isEqualTo(401);
		assertThat(send("GET", "/limits", null, "other:secret").statusCode()).isEqualTo(200);
		assertThat(this.whisk.take()).hasSize(4).containsOnly("GET limits");
	}

	private void deploy() throws Exception {
		send("PUT", "/packages/p?overwrite=true", "{}");
		assertThat(send("PUT", ACTION, create("")).statusCode()).isEqualTo(200);
	}

	private static String create(String more) {
		return "{\"exec\":{\"kind\":\"go:default\",\"code\":\"aGVsbG8=\"}%s}".formatted(more);
	}

	private static Map<String, Object> json(HttpResponse<String> answer) {
		return MAPPER.readValue(answer.body(),
				MAPPER.getTypeFactory().constructMapType(HashMap.class, String.class, Object.class));
	}

	private HttpResponse<String> send(String method, String path, @Nullable String body)
			throws IOException, InterruptedException {
		return send(method, path, body, this.whisk.apiKey());
	}

	private HttpResponse<String> send(String method, String path, @Nullable String body, String key)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(this.whisk.address().resolve("/api/v1/namespaces/_" + path))
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
