package io.blueprintfaas.runtime.openwhisk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ActivationTests {

	@ParameterizedTest
	@ValueSource(strings = { "{\"value\":%s}", "{\"value\": %s }",
			" { \"a\" : [1,{\"value\":2}] , \"value\"\t:%s,\"b\":-1.5e3}",
			"{\"value\":{\"other\":1},\"namespace\":\"ä \\\"value\\\":{}\",\"value\":%s,\"x\":null}",
			"{\"x\":true,\"value\":%s,\"x\":\"\"}" })
	void requestIsWhatWasSentToTheByte(String message) {
		String request = "{ \"job_id\" :1,\"args\":\"QQ==\",\"text\":\"} \\\\ \\\" ü €\" , \"x\":[[],{}]}";
		assertThat(text(read(message.formatted(request)).request())).isEqualTo(request);
	}

	@Test
	void largeRequestIsCutOutWhole() {
		String request = "{\"args\":\"" + "A".repeat(3_000_000) + "\"}";
		Activation activation = read("{\"activation_id\":\"1\",\"value\":" + request + ",\"deadline\":\"5\"}");
		assertThat(text(activation.request())).isEqualTo(request);
		assertThat(activation).hasToString("Activation[request=3000011 bytes, deadline=5]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1800000000000 | 1800000000000", "\"1800000000000\" | 1800000000000",
			"null |", "\"\" |", "\"soon\" |", "1e3 |", "-1 |" })
	void deadlineIsTextOrNumberOrNotKnown(String deadline, Long expected) {
		assertThat(read("{\"value\":{},\"deadline\":%s}".formatted(deadline)).deadline()).isEqualTo(expected);
		assertThat(read("{\"value\":{}}").deadline()).isNull();
	}

	@Test
	void limitEndsBeforeTheDeadlineDoes() {
		long now = System.currentTimeMillis();
		assertThat(new Activation(new byte[0], now + 60_000).limit()).isBetween(Duration.ofMillis(59_000),
				Duration.ofMillis(59_500));
		assertThat(new Activation(new byte[0], now - 1).limit()).isZero();
		assertThat(new Activation(new byte[0], null).limit()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "'' | it is no JSON object", "[] | it is no JSON object", "{} | it has no field 'value'",
					"{\"value\":{}}{} | something follows its JSON object", "{\"value\":{} | it is no JSON from byte",
					"{\"value\":secret} | it is no JSON from byte" })
	void refusesWhatIsNoActivationWithoutTellingWhatItHolds(String message, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(message))
			.satisfies((thrown) -> assertThat(thrown.getMessage()).startsWith(reason).doesNotContain("secret"));
	}

	private static Activation read(String message) {
		return Activation.read(message.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
