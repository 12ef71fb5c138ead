package io.blueprintfaas.runtime.lambda;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaErrorTests {

	@Test
	void tellsTypeMessageAndStackWithCauses() {
		Exception thrown = new IllegalStateException("no \"picture\"\n\u0001", new IOException("disk"));
		JsonNode json = JsonMapper.builder().build().readTree(LambdaError.of(thrown).json());
		assertThat(json.get("errorType").asString()).isEqualTo("java.lang.IllegalStateException");
		assertThat(json.get("errorMessage").asString()).isEqualTo("no \"picture\"\n\u0001");
		assertThat(json.get("stackTrace").get(0).asString())
			.startsWith("io.blueprintfaas.runtime.lambda.LambdaErrorTests.tellsTypeMessageAndStackWithCauses(");
		assertThat(json.get("stackTrace").valueStream().map(JsonNode::asString))
			.contains("Caused by: java.io.IOException: disk");
	}

	@Test
	void namesTheClassWhereThereIsNoMessage() {
		assertThat(LambdaError.of(new IOException()).message()).isEqualTo("java.io.IOException");
	}

	@Test
	void endsWhereCausesFormACircle() {
		Exception first = new IOException("first");
		Exception second = new IOException("second", first);
		first.initCause(second);
		assertThat(LambdaError.of(first).stackTrace()).hasSizeBetween(10, 402);
	}

}
