package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a platform reads from an answer, and adds to it.
 */
class AnnotateTests {

	private static final FaasMetrics MEASURED = new FaasMetrics(Duration.ofSeconds(9), Duration.ofNanos(12_600_000),
			null, null, null, DataSize.ofKilobytes(64 * 1024 + 1), "pid 4711");

	@Test
	void tellsTheOutcome() {
		assertThat(WireFormat.peekResponse(bytes("{\"job_id\":5,\"result\":[1],\"success\":true}")))
			.isEqualTo(new WireOutcome(5, true, null, null));
		assertThat(WireFormat.peekResponse(bytes(
				"{\"error_type\":\"a.B\",\"error\":\"n\\u006f\",\"job_id\":5,\"success\":true,\"success\":false}")))
			.isEqualTo(new WireOutcome(5, false, "no", "a.B"));
	}

	@Test
	void addsWholeNumbersToVersion10() {
		assertThat(annotate("{\"job_id\":0,\"result\":[25,0],\"success\":true}", MEASURED, WireVersion.V1_0))
			.isEqualTo("{\"job_id\":0,\"result\":[25,0],\"success\":true,\"execution_ms\":13,\"memory_used_mb\":65}");
	}

	@Test
	void addsMetricsToVersion11() {
		assertThat(annotate("{\"job_id\":0,\"result\":\"\",\"success\":true}", MEASURED, WireVersion.V1_1))
			.isEqualTo("{\"job_id\":0,\"result\":\"\",\"success\":true,\"execution_ms\":13,\"memory_used_mb\":65,"
					+ "\"metrics\":{\"execution_ms\":12.6,\"memory_used_mb\":64.001,\"instance\":\"pid 4711\"}}");
	}

	@Test
	void keepsWhatOnlyTheFunctionMeasured() {
		String answer = "{\"job_id\":0,\"metrics\":{\"billed_ms\":7,\"execution_ms\":1,\"init_ms\":3.5,\"gpu\":[1]},"
				+ "\"result\":\"\",\"success\":true}";
		assertThat(annotate(answer, MEASURED, WireVersion.V1_1))
			.isEqualTo("{\"job_id\":0,\"result\":\"\",\"success\":true,\"execution_ms\":13,\"memory_used_mb\":65,"
					+ "\"metrics\":{\"billed_ms\":7,\"init_ms\":3.5,\"gpu\":[1],\"execution_ms\":12.6,"
					+ "\"memory_used_mb\":64.001,\"instance\":\"pid 4711\"}}");
	}

	@Test
	void replacesTheFunctionsOwnWordOnlyIfItWasMeasured() {
		String answer = "{\"execution_ms\":1,\"job_id\":0,\"memory_used_mb\":2,\"result\":[],\"success\":true}";
		FaasMetrics metrics = new FaasMetrics(null, Duration.ofMillis(5), null, null, null, null, null);
		assertThat(annotate(answer, metrics, WireVersion.V1_0))
			.isEqualTo("{\"job_id\":0,\"memory_used_mb\":2,\"result\":[],\"success\":true,\"execution_ms\":5}");
		assertThat(annotate(answer, FaasMetrics.NONE, WireVersion.V1_1)).isEqualTo(answer);
	}

	@Test
	void takesTheLastOfTwoMetrics() {
		String answer = "{\"metrics\":{\"billed_ms\":1},\"job_id\":0,\"metrics\":{\"billed_ms\":2},\"success\":false}";
		assertThat(annotate(answer, FaasMetrics.NONE, WireVersion.V1_1))
			.isEqualTo("{\"job_id\":0,\"success\":false,\"metrics\":{\"billed_ms\":2}}");
	}

	@Test
	void putsTheAnswerOnOneLine() {
		String answer = "{\r\n\t\"job_id\" : 0,\n \"result\" : [\n1,\n2\n],\n\"success\" : true\n}\n";
		assertThat(annotate(answer, FaasMetrics.NONE, WireVersion.V1_0))
			.isEqualTo("{\"job_id\":0,\"result\":[ 1, 2 ],\"success\":true}");
	}

	@ParameterizedTest
	@EnumSource
	void isReadBackAsMeasured(WireVersion version) {
		byte[] answer = WireFormat.writeResponse(WireResponse.success(1, new byte[] { 1, 2, 3 }, FaasMetrics.NONE),
				version);
		WireResponse read = WireFormat.readResponse(WireFormat.annotate(answer, MEASURED, version));
		assertThat(read.result()).containsExactly(1, 2, 3);
		assertThat(read.metrics().execution())
			.isEqualTo((version == WireVersion.V1_1) ? MEASURED.execution() : Duration.ofMillis(13));
	}

	@Test
	void refusesWhatIsNoAnswer() {
		assertThatExceptionOfType(WireFormatException.class)
			.isThrownBy(() -> annotate("Segmentation fault", MEASURED, WireVersion.V1_0))
			.withMessageContaining("there is no JSON: 'Segmentation fault'");
		assertThatExceptionOfType(WireFormatException.class)
			.isThrownBy(() -> annotate("{\"job_id\":0}", MEASURED, WireVersion.V1_0))
			.withMessageContaining("'success'");
	}

	private static String annotate(String answer, FaasMetrics metrics, WireVersion version) {
		return new String(WireFormat.annotate(bytes(answer), metrics, version), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
