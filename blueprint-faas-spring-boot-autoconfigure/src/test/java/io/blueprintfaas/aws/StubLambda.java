package io.blueprintfaas.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Answers as AWS Lambda gives them on the wire.
 */
final class StubLambda {

	static final String REQUEST_ID = "3a1c7f0e-6d0b-4a52-9e0b-6a2f6d1f2b11";

	private StubLambda() {
	}

	static StubAnswer result(byte[] result) {
		return result(result, FaasMetrics.NONE);
	}

	static StubAnswer result(byte[] result, FaasMetrics metrics) {
		return answer(WireResponse.success(7, result, metrics));
	}

	static StubAnswer answer(WireResponse response) {
		return new StubAnswer(200, Map.of("Content-Type", "application/json", "x-amzn-RequestId", REQUEST_ID,
				"X-Amz-Executed-Version", "3"), WireFormat.writeResponse(response, WireVersion.V1_1));
	}

	static StubAnswer withLog(StubAnswer answer, String log) {
		return answer.with("X-Amz-Log-Result",
				Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8)));
	}

	static StubAnswer functionError(String kind, String json) {
		return StubAnswer.json(200, json).with("X-Amz-Function-Error", kind).with("x-amzn-RequestId", REQUEST_ID);
	}

	static StubAnswer error(int status, String type, @Nullable String message) {
		return StubAnswer
			.json(status, (message != null) ? "{\"Type\":\"User\",\"Message\":\"%s\"}".formatted(message) : "{}")
			.with("x-amzn-ErrorType", type)
			.with("x-amzn-RequestId", REQUEST_ID);
	}

}
