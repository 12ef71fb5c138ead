package io.blueprintfaas.platform.function;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a deadline stands in a request, however that is written.
 */
class DeadlineFieldTests {

	@ParameterizedTest
	@ValueSource(strings = { "{\"deadline_ms\":<5>}",
			"{\"job_id\":7,\"args\":\"AA==\",\"deadline_ms\":<30000>,\"warm\":false}",
			"{ \"deadline_ms\" : <1.5e3> , \"args\" : [1,[2]] }", "{\"deadline_ms\":<-5>\n}",
			"{\"deadline_ms\":1,\"deadline_ms\":<2>}", "{\"deadline_ms\":<1>,\"headers\":{\"deadline_ms\":\"9\"}}",
			"{\"headers\":{\"deadline_ms\":\"9\"},\"deadline_ms\":<1>}",
			"{\"headers\":{\"a\":\"}{\\\\\\\"\\\"deadline_ms\\\":3\"},\"deadline_ms\":<1>,\"x\":[{\"a\":\"]}\\\\\"}]}",
			"{\"deadline_ms\":<1>,\"x\":\"deadline_ms\"}", "{\"deadline_ms\":<1>,\"x\":[\"deadline_ms\",{}]}",
			"{\"deadline_\\u006ds\":<4>}", "{\"deadline_ms\":<1>,\"x\":[{\"deadline_ms\":2}]}" })
	void findsTheValue(String request) {
		int from = request.indexOf('<');
		int to = request.indexOf('>') - 1;
		byte[] bytes = request.replace("<", "").replace(">", "").getBytes(StandardCharsets.UTF_8);
		assertThat(DeadlineField.find(bytes)).isEqualTo(new DeadlineField(from, to));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"args\":[]}", "{\"x\":\"deadline_ms\"}", "{\"x\":{\"deadline_ms\":1}}" })
	void findsNothingWhereThereIsNone(String request) {
		assertThat(DeadlineField.find(request.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@Test
	void isNotSlowedDownByManyInnerOnes() {
		byte[] request = ("{\"deadline_ms\":5,\"x\":[" + "{\"deadline_ms\":1},".repeat(300_000) + "0]}")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(DeadlineField.find(request)).isEqualTo(new DeadlineField(15, 16));
	}

}
