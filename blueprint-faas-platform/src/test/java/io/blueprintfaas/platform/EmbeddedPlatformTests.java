package io.blueprintfaas.platform;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.platform.PlatformClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The routes of the specification against a started platform.
 */
class EmbeddedPlatformTests {

	private static final String FIVE = "{\"job_id\":0,\"args\":[5,0,0,0,0,0,0,0]}";

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		this.platform = EmbeddedPlatform.start(PlatformSettings.DEFAULTS);
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	@Test
	void runsTheExampleOfTheSpecification() {
		Answer deployed = this.client.deploy("job0", Packages.script(Packages.SQUARE));
		assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
		assertThat(deployed.json().path("function_id").asString()).isEqualTo("job0");
		assertThat(deployed.json().path("status").asString()).isEqualTo("deployed");
		Answer answer = this.client.invoke("job0", FIVE);
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(answer.json().path("result").get(0).asInt()).isEqualTo(25);
		assertThat(answer.json().path("success").asBoolean()).isTrue();
		assertThat(answer.json().path("execution_ms").isNumber()).isTrue();
	}

	@Test
	void keepsAFunctionAlive() {
		Answer deployed = this.client.deploy("job0", Packages.keptAlive(Packages.COUNTER));
		assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
		assertThat(deployed.json().path("cold_start_ms").isNumber()).isTrue();
		for (int i = 1; i < 5; i++) {
			Answer answer = this.client.invoke("job0", FIVE);
			assertThat(answer.status()).as(answer.text()).isEqualTo(200);
			assertThat(answer.json().path("result").get(0).asInt()).isEqualTo(i);
		}
		assertThat(this.client.get("/api/functions/job0").status()).isEqualTo(404);
	}

}
