package io.blueprintfaas.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.platform.PlatformClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a function is told of its deadline after a call has waited in the queue.
 */
class DeadlineTests {

	private static final JsonMapper json = new JsonMapper();

	private static final String ANSWER = "printf '{\"job_id\":7,\"result\":[],\"success\":true}\\n'\n";

	@TempDir
	private Path folder;

	private Path requests;

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		this.requests = this.folder.resolve("requests");
		this.platform = EmbeddedPlatform.start(PlatformSettings.DEFAULTS);
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	/** Writes down each request as it came, and takes 400 ms for it. */
	private void deploySlow() {
		String script = """
				#!/bin/sh
				read -r warm
				%1$s
				while IFS= read -r request; do
					printf '%%s\\n' "$request" >> '%2$s'
					sleep 0.4
					%1$s
				done
				""".formatted(ANSWER, this.requests);
		assertThat(this.client.deploy("job7", Packages.keptAlive(script), 1, 60).status()).isEqualTo(200);
	}

	private List<String> seen() throws IOException {
		return Files.exists(this.requests) ? Files.readAllLines(this.requests) : List.of();
	}

	private static String call(String id, String more) {
		return "{\"job_id\":7,\"args\":\"AAEC\",%s\"invocation_id\":\"%s\"}".formatted(more, id);
	}

	@Test
	void tellsWhatIsLeftOfTheDeadline() throws Exception {
		deploySlow();
		List<CompletableFuture<Answer>> calls = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			calls.add(this.client.invokeLater("job7", call("c" + i, "\"deadline_ms\": 20000 ,")));
		}
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().status()).isEqualTo(200));
		List<Long> left = new ArrayList<>();
		for (String line : seen()) {
			JsonNode request = json.readTree(line);
			left.add(request.path("deadline_ms").asLong());
			assertThat(line.replaceAll("\"deadline_ms\": [0-9]+ ,", ""))
				.isEqualTo(call(request.path("invocation_id").asString(), ""));
		}
		assertThat(left).hasSize(3).allSatisfy((value) -> assertThat(value).isBetween(1L, 20_000L));
		assertThat(left.get(0) - left.get(1)).isBetween(350L, 10_000L);
		assertThat(left.get(1) - left.get(2)).isBetween(350L, 10_000L);
	}

	@Test
	void doesNotRunACallWhoseDeadlinePassesInTheQueue() throws Exception {
		deploySlow();
		CompletableFuture<Answer> first = this.client.invokeLater("job7", call("first", ""));
		Awaitility.await().until(() -> seen().size() == 1);
		Answer late = this.client.invoke("job7", call("late", "\"deadline_ms\":50,"));
		assertThat(first).isNotDone();
		assertThat(late.status()).isEqualTo(503);
		assertThat(late.code()).isEqualTo("OVERLOADED");
		assertThat(late.header("Retry-After")).isEqualTo("1");
		JsonNode body = late.json();
		assertThat(body.path("job_id").asInt()).isEqualTo(7);
		assertThat(body.path("success").asBoolean(true)).isFalse();
		assertThat(body.path("error").asString()).contains("job7", "did not run", "deadline of 50 ms",
				"max_concurrency");
		assertThat(body.path("details").path("deadline_ms").asInt()).isEqualTo(50);
		assertThat(body.path("details").path("waited_ms").asInt()).isGreaterThanOrEqualTo(50);
		assertThat(first.join().status()).isEqualTo(200);
		assertThat(this.client.invoke("job7", call("next", "")).status()).isEqualTo(200);
		assertThat(seen()).hasSize(2).noneMatch((line) -> line.contains("late"));
	}

	@Test
	void doesNotRunACallWhoseDeadlineHasPassedThoughAnInstanceIsFree() throws Exception {
		deploySlow();
		for (String deadline : new String[] { "0", "-5", "0.9" }) {
			Answer late = this.client.invoke("job7", call("late", "\"deadline_ms\":%s,".formatted(deadline)));
			assertThat(late.status()).isEqualTo(503);
			assertThat(late.code()).isEqualTo("OVERLOADED");
		}
		assertThat(seen()).isEmpty();
		assertThat(this.client.invoke("job7", call("next", "")).status()).isEqualTo(200);
	}

	@Test
	void changesNothingInARequestWithoutDeadline() throws Exception {
		deploySlow();
		String old = "{ \"args\" : [1,2,3],\"other\":{\"deadline_ms\":5}, \"job_id\":7 }";
		assertThat(this.client.invoke("job7", old).status()).isEqualTo(200);
		assertThat(seen()).containsExactly(old);
	}

	@Test
	void countsTheTimeThatAnInstanceTakesToStart() throws Exception {
		this.client.deploy("job7", Packages.script("""
				#!/bin/sh
				cat >> '%s'
				%s""".formatted(this.requests, ANSWER)));
		String large = "\"deadline_ms\":1e4,\"headers\":{\"text\":\"%s\"},".formatted("x".repeat(10_000));
		assertThat(this.client.invoke("job7", call("a", large)).status()).isEqualTo(200);
		JsonNode request = json.readTree(seen().get(0));
		assertThat(request.path("deadline_ms").asLong()).isBetween(1L, 9_999L);
		assertThat(request.path("headers").path("text").asString()).hasSize(10_000);
		assertThat(request.path("invocation_id").asString()).isEqualTo("a");
	}

}
