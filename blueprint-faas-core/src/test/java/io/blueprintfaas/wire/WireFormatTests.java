package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.JobKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages byte for byte, and there and back.
 */
class WireFormatTests {

	private static final byte[] FIVE = { 5, 0, 0, 0, 0, 0, 0, 0 };

	private static final FaasMetrics METRICS = new FaasMetrics(null, Duration.ofNanos(12_345_678),
			Duration.ofMillis(13), true, Duration.ofSeconds(1), DataSize.ofMegabytes(87), "pid 4711");

	@Test
	void writesRequestOfTheSpecification() {
		WireRequest request = new WireRequest(WireVersion.V1_0, 0, FIVE, null, null, Map.of(), null, false);
		assertThat(text(WireFormat.writeRequest(request))).isEqualTo("{\"job_id\":0,\"args\":[5,0,0,0,0,0,0,0]}");
	}

	@Test
	void writesAnswerOfTheSpecification() {
		WireResponse response = WireResponse.success(0, new byte[] { 25, 0, 0, 0, 0, 0, 0, 0 }, METRICS);
		assertThat(text(WireFormat.writeResponse(response, WireVersion.V1_0)))
			.isEqualTo("{\"job_id\":0,\"result\":[25,0,0,0,0,0,0,0],\"success\":true}");
	}

	@Test
	void writesFailureOfTheSpecification() {
		WireResponse response = WireResponse.failure(0, "no \"square\"", "a.B", "at a.B", METRICS);
		assertThat(text(WireFormat.writeResponse(response, WireVersion.V1_0)))
			.isEqualTo("{\"job_id\":0,\"result\":[],\"success\":false,\"error\":\"no \\\"square\\\"\"}");
	}

	@Test
	void writesOnlyJobAndArgumentsInVersion10() {
		WireRequest request = new WireRequest(WireVersion.V1_0, JobKey.MAX_ID, new byte[0], "id", 5L, Map.of("a", "b"),
				"c", true);
		assertThat(text(WireFormat.writeRequest(request))).isEqualTo("{\"job_id\":4294967295,\"args\":[]}");
	}

	@Test
	void writesRequestOfVersion11() {
		WireRequest request = new WireRequest(WireVersion.V1_1, 7, FIVE, "id", 2999L, Map.of("a", "b"), "0123", true);
		assertThat(text(WireFormat.writeRequest(request)))
			.isEqualTo("{\"job_id\":7,\"args\":\"BQAAAAAAAAA=\",\"invocation_id\":\"id\",\"deadline_ms\":2999,"
					+ "\"headers\":{\"a\":\"b\"},\"contract\":\"0123\",\"warm\":true}");
	}

	@Test
	void writesNothingThatIsAbsentInVersion11() {
		WireRequest request = new WireRequest(WireVersion.V1_1, 7, new byte[0], null, null, Map.of(), null, false);
		assertThat(text(WireFormat.writeRequest(request))).isEqualTo("{\"job_id\":7,\"args\":\"\"}");
		WireResponse response = WireResponse.success(7, new byte[0], FaasMetrics.NONE);
		assertThat(text(WireFormat.writeResponse(response, WireVersion.V1_1)))
			.isEqualTo("{\"job_id\":7,\"result\":\"\",\"success\":true}");
	}

	@Test
	void writesAnswerOfVersion11() {
		WireResponse response = WireResponse.failure(7, "no", "a.B", "at a.B",
				METRICS.withTotal(Duration.ofSeconds(9)));
		assertThat(text(WireFormat.writeResponse(response, WireVersion.V1_1)))
			.isEqualTo("{\"job_id\":7,\"result\":\"\",\"success\":false,\"error\":\"no\",\"error_type\":\"a.B\","
					+ "\"stack\":\"at a.B\",\"metrics\":{\"execution_ms\":12.346,\"billed_ms\":13,\"init_ms\":1000,"
					+ "\"cold_start\":true,\"memory_used_mb\":87,\"instance\":\"pid 4711\"}}");
	}

	@ParameterizedTest
	@EnumSource
	void bringsBackEveryByte(WireVersion version) {
		byte[] all = new byte[512];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) (i * 7);
		}
		WireRequest request = new WireRequest(version, 1, all, null, null, Map.of(), null, false);
		assertThat(WireFormat.readRequest(WireFormat.writeRequest(request))).usingRecursiveComparison()
			.isEqualTo(request);
		WireResponse response = WireResponse.success(1, all, FaasMetrics.NONE);
		assertThat(WireFormat.readResponse(WireFormat.writeResponse(response, version))).usingRecursiveComparison()
			.isEqualTo(response);
	}

	@ParameterizedTest
	@EnumSource
	void bringsBackTenMegabytes(WireVersion version) {
		byte[] large = new byte[10 * 1024 * 1024];
		new Random(7).nextBytes(large);
		WireResponse response = WireResponse.success(1, large, FaasMetrics.NONE);
		byte[] message = WireFormat.writeResponse(response, version);
		assertThat(WireFormat.readResponse(message).result()).isEqualTo(large);
		assertThat(WireFormat.peekResponse(message)).isEqualTo(new WireOutcome(1, true, null, null));
	}

	@Test
	void bringsBackRandomMessages() {
		Random random = new Random(42);
		for (int i = 0; i < 2000; i++) {
			WireRequest request = RandomMessages.request(random);
			assertThat(WireFormat.readRequest(oneLine(WireFormat.writeRequest(request)))).usingRecursiveComparison()
				.isEqualTo(request);
			WireVersion version = random.nextBoolean() ? WireVersion.V1_0 : WireVersion.V1_1;
			WireResponse response = RandomMessages.response(random, version);
			assertThat(WireFormat.readResponse(oneLine(WireFormat.writeResponse(response, version))))
				.usingRecursiveComparison()
				.isEqualTo(response);
		}
	}

	@Test
	void escapesWhatWouldBreakALine() {
		String error = "a\n\r\t\b\f\u0000\u007f\u0085\u2028\u2029\"\\/\u00e9\u20ac\ud83d\ude00";
		WireResponse response = WireResponse.failure(1, error, null, null, FaasMetrics.NONE);
		byte[] message = WireFormat.writeResponse(response, WireVersion.V1_1);
		assertThat(text(message)).contains(
				"\"a\\n\\r\\t\\u0008\\u000c\\u0000\\u007f\\u0085\\u2028\\u2029\\\"\\\\/\u00e9\u20ac\ud83d\ude00\"");
		assertThat(WireFormat.readResponse(oneLine(message)).error()).isEqualTo(error);
	}

	@Test
	void replacesHalfASurrogatePair() {
		WireResponse response = WireResponse.failure(1, "a\ud83d-\ude00", null, null, FaasMetrics.NONE);
		byte[] message = WireFormat.writeResponse(response, WireVersion.V1_0);
		assertThat(WireFormat.readResponse(message).error()).isEqualTo("a\ufffd-\ufffd");
	}

	@Test
	void writesNoNegativeDuration() {
		FaasMetrics metrics = new FaasMetrics(null, Duration.ofNanos(-1), null, false, null, null, null);
		WireResponse response = WireResponse.success(1, new byte[0], metrics);
		assertThat(text(WireFormat.writeResponse(response, WireVersion.V1_1)))
			.endsWith("\"metrics\":{\"cold_start\":false}}");
	}

	private static byte[] oneLine(byte[] message) {
		for (byte value : message) {
			assertThat(value < 0 || value >= ' ').as("raw control character").isTrue();
		}
		return message;
	}

	private static String text(byte[] message) {
		return new String(message, StandardCharsets.UTF_8);
	}

}
