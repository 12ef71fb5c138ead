package io.blueprintfaas;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts of carriers show neither payloads nor the values of headers and environment.
 */
class SecretsTests {

	private static final String SECRET = "s3cr3t";

	private static final byte[] PAYLOAD = SECRET.getBytes(StandardCharsets.UTF_8);

	static Stream<Object> carriers() {
		Map<String, String> secrets = Map.of("key", SECRET);
		return Stream.of(new FaasRequest(new JobKey(1, "a"), PAYLOAD, new UUID(0, 1), null, secrets, null),
				new FaasResponse(PAYLOAD, FaasMetrics.NONE),
				new FunctionSettings(null, null, secrets, null, 0, secrets),
				new WireRequest(WireVersion.V1_1, 1, PAYLOAD, null, null, secrets, null, false),
				WireResponse.success(1, PAYLOAD, FaasMetrics.NONE),
				WireResponse.failure(1, SECRET, "a.B", SECRET, FaasMetrics.NONE));
	}

	@ParameterizedTest
	@MethodSource("carriers")
	void hidesSecrets(Object carrier) {
		assertThat(carrier.toString()).startsWith(carrier.getClass().getSimpleName() + "[")
			.doesNotContain(SECRET)
			.doesNotContain(Base64.getEncoder().encodeToString(PAYLOAD))
			.doesNotContain("[B@");
	}

}
