package io.blueprintfaas.platform;

import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.platform.PlatformClient.Answer;
import io.blueprintfaas.platform.deployment.PackageLimits;
import io.blueprintfaas.platform.function.EngineSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each route of the specification: what it answers, and how it refuses.
 */
class RouteTests {

	private static final String FIVE = "{\"job_id\":0,\"args\":[5,0,0,0,0,0,0,0]}";

	private static final byte[] SQUARE = Packages.script(Packages.SQUARE);

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		EngineSettings engine = EngineSettings.DEFAULTS.withMessageSizes(DataSize.ofKilobytes(64),
				DataSize.ofKilobytes(64));
		PackageLimits packages = new PackageLimits(DataSize.ofKilobytes(256), DataSize.ofMegabytes(2), 10);
		this.platform = EmbeddedPlatform.start(PlatformSettings.DEFAULTS.withEngine(engine).withPackages(packages));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	@Test
	void runsTheExampleOfTheSpecification() {
		Answer deployed = this.client.deploy("job0", SQUARE);
		assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
		assertThat(deployed.json().propertyNames()).contains("function_id", "endpoint", "status", "cold_start_ms",
				"memory_mb", "timeout_secs", "sha256");
		assertThat(deployed.json().path("status").asString()).isEqualTo("deployed");
		assertThat(deployed.json().path("memory_mb").asInt()).isEqualTo(512);
		assertThat(deployed.json().path("timeout_secs").asInt()).isEqualTo(300);
		Answer answer = this.client.invoke("job0", FIVE);
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(answer.json().path("job_id").asInt()).isZero();
		assertThat(answer.json().path("result").toString()).isEqualTo("[25,0,0,0,0,0,0,0]");
		assertThat(answer.json().path("success").asBoolean()).isTrue();
		assertThat(answer.json().path("execution_ms").isNumber()).isTrue();
		assertThat(answer.json().has("metrics")).isFalse();
	}

	@Test
	void invokesAtTheEndpointOfTheDeployment() {
		String endpoint = this.client.deploy("job0", SQUARE).json().path("endpoint").asString();
		assertThat(endpoint).isEqualTo(this.platform.baseUrl() + "/api/functions/job0/invoke");
		String path = endpoint.substring(this.platform.baseUrl().toString().length());
		assertThat(this.client.send("POST", path, FIVE.getBytes()).status()).isEqualTo(200);
		assertThat(this.client.send("HEAD", path, new byte[0]).status()).isEqualTo(200);
		assertThat(this.client.get(path).json().path("status").asString()).isEqualTo("healthy");
	}

	@Test
	void answersInTheFormItWasAskedIn() {
		this.client.deploy("job0", Packages.keptAlive(Packages.COUNTER));
		JsonNode old = this.client.invoke("job0", FIVE).json();
		assertThat(old.has("metrics")).isFalse();
		assertThat(old.path("execution_ms").isNumber()).isTrue();
		JsonNode answer = this.client.invoke("job0", "{\"job_id\":0,\n\"args\":\"\",\"invocation_id\":\"a\"}").json();
		assertThat(answer.path("metrics").path("execution_ms").isNumber()).isTrue();
		assertThat(answer.path("metrics").path("cold_start").asBoolean()).isFalse();
		assertThat(answer.path("metrics").path("instance").asString()).startsWith("pid ");
	}

	@Test
	void takesSettingsFromTheHeader() {
		String config = PlatformClient.config("{\"memory_mb\":192,\"timeout_secs\":7,\"max_concurrency\":3,"
				+ "\"env_vars\":{\"SECRET\":\"hidden\"}}");
		assertThat(this.client.deploy("job0", SQUARE, "X-Blueprint-Config", config).status()).isEqualTo(200);
		Answer found = this.client.get("/api/functions/job0");
		assertThat(found.json().path("memory_mb").asInt()).isEqualTo(192);
		assertThat(found.json().path("timeout_secs").asInt()).isEqualTo(7);
		assertThat(found.json().path("max_concurrency").asInt()).isEqualTo(3);
		assertThat(found.text()).doesNotContain("hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"memory_mb\":64}", "{\"memory_mb\":10304}", "{\"memory_mb\":200}",
			"{\"memory_mb\":\"512\"}", "{\"timeout_secs\":0}", "{\"timeout_secs\":901}", "{\"timeout_secs\":1.5}",
			"{\"max_concurrency\":0}", "{\"max_concurrency\":1001}", "{\"keep_warm\":-1}", "{\"keep_warm\":11}",
			"{\"env_vars\":[]}", "{\"env_vars\":{\"A=B\":\"x\"}}", "{\"env_vars\":{\"A\":1}}",
			"{\"env_vars\":{\"A\":\"\\u0000\"}}", "[]", "nonsense", "" })
	void refusesBadSettings(String config) {
		String header = config.isEmpty() ? "%%%" : PlatformClient.config(config);
		Answer answer = this.client.deploy("job0", SQUARE, "X-Blueprint-Config", header);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("BAD_CONFIG");
		assertThat(answer.json().path("error").asString()).isNotEmpty();
		assertThat(answer.json().path("details").isObject()).isTrue();
		assertThat(this.client.get("/api/functions/job0").status()).isEqualTo(404);
	}

	@Test
	void refusesToDeployTwice() {
		this.client.deploy("job0", SQUARE);
		Answer again = this.client.deploy("job0", SQUARE);
		assertThat(again.status()).isEqualTo(409);
		assertThat(again.code()).isEqualTo("FUNCTION_EXISTS");
	}

	@Test
	void replacesIfAskedTo() {
		String first = this.client.deploy("job0", SQUARE).json().path("sha256").asString();
		Answer same = this.client.deploy("job0", SQUARE, "X-Blueprint-Replace", "true");
		assertThat(same.status()).isEqualTo(200);
		assertThat(same.json().path("changed").asBoolean()).isFalse();
		Answer other = this.client.deploy("job0", Packages.keptAlive(Packages.COUNTER), "X-Blueprint-Replace", "true");
		assertThat(other.status()).as(other.text()).isEqualTo(200);
		assertThat(other.json().path("changed").asBoolean()).isTrue();
		assertThat(other.json().path("sha256").asString()).hasSize(64).isNotEqualTo(first);
		assertThat(this.client.invoke("job0", FIVE).json().path("result").get(0).asInt()).isEqualTo(1);
	}

	@Test
	void keepsWhatWasThereIfReplacingFails() {
		this.client.deploy("job0", SQUARE);
		Answer failed = this.client.deploy("job0", Packages.keptAlive("#!/bin/sh\necho broken >&2\nexit 3\n"),
				"X-Blueprint-Replace", "true");
		assertThat(failed.status()).as(failed.text()).isEqualTo(400);
		assertThat(failed.code()).isEqualTo("START_FAILED");
		assertThat(failed.json().path("details").path("stderr").asString()).isEqualTo("broken");
		assertThat(failed.json().path("details").path("exit_code").asInt()).isEqualTo(3);
		assertThat(this.client.invoke("job0", FIVE).status()).isEqualTo(200);
		assertThat(this.client.get("/api/functions/job0/health").status()).isEqualTo(200);
	}

	@Test
	void inspects() {
		this.client.deploy("job0", SQUARE);
		JsonNode found = this.client.get("/api/functions/job0").json();
		assertThat(Instant.parse(found.path("deployed_at").asString())).isBeforeOrEqualTo(Instant.now());
		assertThat(found.path("binary_size_bytes").asLong()).isEqualTo(SQUARE.length);
		assertThat(found.path("cold_start_ms").isNull()).isTrue();
		this.client.invoke("job0", FIVE);
		assertThat(this.client.get("/api/functions/job0").json().path("cold_start_ms").isNumber()).isTrue();
		JsonNode all = this.client.get("/api/functions").json().path("functions");
		assertThat(all.size()).isOne();
		assertThat(all.get(0).path("function_id").asString()).isEqualTo("job0");
	}

	@Test
	void tellsHealth() {
		this.client.deploy("job0", SQUARE);
		JsonNode fresh = this.client.get("/api/functions/job0/health").json();
		assertThat(fresh.path("status").asString()).isEqualTo("healthy");
		assertThat(fresh.path("last_invocation").isNull()).isTrue();
		assertThat(fresh.path("total_invocations").asInt()).isZero();
		this.client.invoke("job0", FIVE);
		this.client.invoke("job0", FIVE);
		JsonNode used = this.client.get("/api/functions/job0/health").json();
		assertThat(used.path("total_invocations").asInt()).isEqualTo(2);
		assertThat(Instant.parse(used.path("last_invocation").asString())).isBeforeOrEqualTo(Instant.now());
	}

	@Test
	void tellsThatAFunctionCannotBeStarted() {
		this.client.deploy("job0", Packages.script("#!/no/such/interpreter\n"));
		Answer failed = this.client.invoke("job0", FIVE);
		assertThat(failed.status()).as(failed.text()).isEqualTo(503);
		assertThat(failed.code()).isEqualTo("START_FAILED");
		Answer health = this.client.get("/api/functions/job0/health");
		assertThat(health.status()).isEqualTo(503);
		assertThat(health.json().path("status").asString()).isEqualTo("unhealthy");
		assertThat(health.json().path("error").asString()).contains("job0");
	}

	@Test
	void deletes() {
		this.client.deploy("job0", Packages.keptAlive(Packages.COUNTER));
		Answer deleted = this.client.delete("job0");
		assertThat(deleted.status()).isEqualTo(200);
		assertThat(deleted.text()).isEqualTo("{\"function_id\":\"job0\",\"status\":\"deleted\"}");
		assertThat(this.client.get("/api/functions/job0").status()).isEqualTo(404);
		assertThat(this.client.deploy("job0", SQUARE).status()).isEqualTo(200);
		assertThat(this.client.invoke("job0", FIVE).json().path("result").get(0).asInt()).isEqualTo(25);
	}

	@Test
	void warms() {
		this.client.deploy("job0", SQUARE);
		Answer nothing = this.client.send("POST", "/api/functions/job0/warm", new byte[0]);
		assertThat(nothing.json().path("instances_warmed").asInt()).isZero();
		this.client.deploy("job1", Packages.keptAlive(Packages.COUNTER), "X-Blueprint-Config",
				PlatformClient.config("{\"keep_warm\":2}"));
		Answer warmed = this.client.send("POST", "/api/functions/job1/warm", new byte[0]);
		assertThat(warmed.status()).isEqualTo(200);
		assertThat(warmed.json().path("status").asString()).isEqualTo("warm");
		assertThat(warmed.json().path("instances_warmed").asInt()).isEqualTo(2);
	}

	/**
	 * A connection that gets answers of other threads and of the event loop in turn must
	 * go on being read.
	 */
	@Test
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void goesOnReadingAConnection() {
		for (int i = 0; i < 60; i++) {
			PlatformClient client = new PlatformClient(this.platform.baseUrl());
			for (int j = 0; j < 3; j++) {
				assertThat(client.send("DELETE", "/api/functions/none", new byte[0]).status()).isEqualTo(404);
				assertThat(client.get("/api/functions/none/logs?tail=-1").status()).isEqualTo(400);
				assertThat(client.get("/api/functions/none/logs?tail=-1").status()).isEqualTo(400);
			}
		}
	}

	@Test
	void showsTheLog() {
		this.client.deploy("job0", Packages.script("#!/bin/sh\necho one >&2\necho two >&2\necho three >&2\n"));
		this.client.invoke("job0", FIVE);
		Answer log = this.client.get("/api/functions/job0/logs?tail=2");
		assertThat(log.text()).isEqualTo("two\nthree\n");
		assertThat(log.header("Content-Type")).startsWith("text/plain");
		assertThat(this.client.get("/api/functions/job0/logs?tail=-1").status()).isEqualTo(400);
		assertThat(this.client.get("/api/functions/job0/logs?tail=99999").status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/api/functions/none", "DELETE,/api/functions/none", "GET,/api/functions/none/health",
			"POST,/api/functions/none/warm", "GET,/api/functions/none/logs" })
	void answers404ForUnknownFunctions(String method, String path) {
		Answer answer = this.client.send(method, path, new byte[0]);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo("FUNCTION_NOT_FOUND");
	}

	@Test
	void answers404ForCallsOfUnknownFunctions() {
		Answer answer = this.client.invoke("none", FIVE);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo("FUNCTION_NOT_FOUND");
	}

	@ParameterizedTest
	@CsvSource({ "GET,/,404", "GET,/api,404", "GET,/api/functions/a/b/c,404", "POST,/api/functions/a,405",
			"DELETE,/api/functions/a/invoke,405", "POST,/api/functions/a/health,405", "GET,/api/functions/a/warm,405",
			"DELETE,/api/functions,405", "PATCH,/api/functions/a,405", "GET,/api/echo,405" })
	void answersOtherRoutesInTheFormOfTheSpecification(String method, String path, int status) {
		Answer answer = this.client.send(method, path, new byte[0]);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.code()).isEqualTo((status == 404) ? "NOT_FOUND" : "METHOD_NOT_ALLOWED");
		assertThat(answer.header("Allow").isEmpty()).isEqualTo(status == 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-a", "_a", "a.b", "a%20b", "%2e%2e", "a%2fb",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void refusesOtherFunctionIds(String id) {
		Answer answer = this.client.deploy(id, SQUARE);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("BAD_FUNCTION_ID");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "{", "[]", "{}", "{\"job_id\":-1,\"args\":[]}", "{\"job_id\":0,\"args\":[256]}",
			"{\"job_id\":0,\"args\":[-1]}", "{\"job_id\":0,\"args\":{}}", "{\"job_id\":\"a\",\"args\":[]}",
			"{\"job_id\":0,\"args\":[]} x", "{\"job_id\":4294967296,\"args\":[]}" })
	void refusesMalformedCalls(String body) {
		this.client.deploy("job0", SQUARE);
		Answer answer = this.client.invoke("job0", body);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("BAD_REQUEST");
	}

	@Test
	void refusesLargePackages() {
		Answer answer = this.client.deploy("job0", new byte[257 * 1024]);
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("TOO_LARGE");
		assertThat(answer.json().path("details").path("limit_bytes").asLong()).isEqualTo(256 * 1024);
	}

	@Test
	void refusesLargeCalls() {
		this.client.deploy("job0", SQUARE);
		Answer answer = this.client.invoke("job0", " ".repeat(65 * 1024));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("TOO_LARGE");
	}

	@Test
	void echoesForComparison() {
		Answer answer = this.client.send("POST", "/api/echo", FIVE.getBytes(), "Content-Type", "application/json");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text()).isEqualTo(FIVE);
	}

	@Test
	void takesAndGivesRawBytes() {
		this.client.deploy("job0", Packages.script(Packages.SQUARE));
		Answer answer = this.client.send("POST", "/api/functions/job0/invoke", new byte[] { 5, 0, 0, 0, 0, 0, 0, 0 },
				"Content-Type", "application/octet-stream", "X-Blueprint-Job-Id", "0");
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(answer.header("X-Blueprint-Execution-Ms")).isNotEmpty();
		assertThat(answer.body()).containsExactly(25, 0, 0, 0, 0, 0, 0, 0);
		assertThat(this.client
			.send("POST", "/api/functions/job0/invoke", new byte[1], "Content-Type", "application/octet-stream")
			.status()).isEqualTo(400);
	}

	@Test
	void tellsItsOwnHealth() {
		assertThat(this.client.get("/api/health").text()).isEqualTo("{\"status\":\"healthy\"}");
	}

}
