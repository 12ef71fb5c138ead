package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

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

	private static String text(byte[] message) {
		return new String(message, StandardCharsets.UTF_8);
	}

}
