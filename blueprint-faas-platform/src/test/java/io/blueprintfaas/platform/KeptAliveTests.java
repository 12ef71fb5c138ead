package io.blueprintfaas.platform;

import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.platform.PlatformClient.Answer;
import io.blueprintfaas.platform.function.EngineSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What passes through the pipes of kept-alive functions: bytes as they are, logs, and
 * requests that are not read to their end.
 */
class KeptAliveTests {

	/** Answers its arguments, and writes the envelope on stderr. */
	private static final String ECHO = """
			#!/bin/sh
			exec sed -u -e 'h;s/"args":"[^"]*"/"args":""/w /dev/stderr' -e 'g;s/"args":/"success":true,"result":/'
			""";

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		this.platform = EmbeddedPlatform
			.start(PlatformSettings.DEFAULTS.withEngine(EngineSettings.DEFAULTS.withMaxLog(DataSize.ofKilobytes(4))));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	private Answer invokeRaw(byte[] body) {
		return this.client.send("POST", "/api/functions/job7/invoke", body, "Content-Type", "application/octet-stream",
				"X-Blueprint-Job-Id", "7", "X-Blueprint-Invocation-Id", "call-1");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 300, 200_000 })
	void takesAndGivesRawBytes(int size) {
		assertThat(this.client.deploy("job7", Packages.keptAlive(ECHO)).status()).isEqualTo(200);
		byte[] body = new byte[size];
		new Random(size).nextBytes(body);
		Answer answer = invokeRaw(body);
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(answer.header("X-Blueprint-Job-Id")).isEqualTo("7");
		assertThat(answer.header("X-Blueprint-Cold-Start")).isEqualTo("false");
		assertThat(answer.body()).isEqualTo(body);
		assertThat(this.client.get("/api/functions/job7/logs?tail=1").text())
			.isEqualTo("{\"job_id\":7,\"args\":\"\",\"invocation_id\":\"call-1\"}\n");
	}

	@Test
	void tellsOfTheFailureOfARawCallInJson() {
		this.client.deploy("job7", Packages.keptAlive("""
				#!/bin/sh
				read -r warm
				echo '{"job_id":7,"result":"","success":true}'
				while read -r request; do
					echo '{"job_id":7,"result":"","success":false,"error":"no","error_type":"a.B"}'
				done
				"""));
		Answer answer = invokeRaw(new byte[] { 10, 13, 0 });
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().path("error").asString()).isEqualTo("no");
		assertThat(answer.json().path("error_type").asString()).isEqualTo("a.B");
	}

	@Test
	void startsTheLogAnewWhileAnInstanceGoesOn() {
		this.client.deploy("job7", Packages.keptAlive("""
				#!/bin/sh
				n=0
				while read -r request; do
					n=$((n + 1))
					printf '%03000d\\n' $n >&2
					echo '{"job_id":7,"result":"","success":true}'
				done
				"""));
		for (int i = 0; i < 5; i++) {
			assertThat(invokeRaw(new byte[0]).status()).isEqualTo(200);
		}
		// 2 lines make the limit of 4 KB pass, so the lines are 1 2 | 3 4 | 5 6
		String[] lines = this.client.get("/api/functions/job7/logs?tail=100").text().split("\n");
		assertThat(lines).hasSize(2);
		assertThat(lines[0]).hasSize(3000).endsWith("005");
		assertThat(lines[1]).endsWith("006");
	}

	@Test
	void givesNoFurtherCallToAnInstanceThatHasNotReadItsRequest() {
		this.client.deploy("job7", Packages.keptAlive("""
				#!/bin/sh
				answer() {
					echo "{\\"job_id\\":7,\\"result\\":[$1],\\"success\\":true}"
				}
				read -r warm
				answer 0
				head -c 10 > /dev/null
				answer 1
				sleep 300
				"""), 1, 30);
		Answer first = invokeRaw(new byte[300_000]);
		assertThat(first.body()).containsExactly(1);
		Answer next = this.client.invoke("job7", "{\"job_id\":7,\"args\":[]}");
		assertThat(next.status()).as(next.text()).isEqualTo(200);
	}

}
