package io.blueprintfaas.platform;

import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.platform.PlatformClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An embedded platform that asks for a key.
 */
class ApiKeyTests {

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		this.platform = EmbeddedPlatform.start(PlatformSettings.DEFAULTS.withApiKeys(Set.of("old-key", "new-key")));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	@Test
	void takesEachOfItsKeys() {
		for (String key : new String[] { "old-key", "new-key" }) {
			assertThat(this.client.get("/api/functions", "Authorization", "Bearer " + key).status()).isEqualTo(200);
			assertThat(this.client.get("/api/functions", "X-API-Key", key).status()).isEqualTo(200);
		}
	}

	@Test
	void refusesOtherKeysAndNone() {
		Answer missing = this.client.get("/api/functions");
		assertThat(missing.status()).isEqualTo(401);
		assertThat(missing.code()).isEqualTo("UNAUTHORIZED");
		assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(this.client.get("/api/functions", "Authorization", "Bearer other").status()).isEqualTo(401);
		assertThat(this.client.get("/api/functions", "X-API-Key", "").status()).isEqualTo(401);
		assertThat(this.client.get("/no/such/route").status()).isEqualTo(401);
	}

	@Test
	void tellsEverybodyItsHealth() {
		assertThat(this.client.get("/api/health").status()).isEqualTo(200);
	}

}
