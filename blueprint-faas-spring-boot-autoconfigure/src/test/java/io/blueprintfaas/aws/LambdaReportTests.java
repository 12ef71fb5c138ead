package io.blueprintfaas.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LambdaReport}.
 */
class LambdaReportTests {

	private static final String TEXT = "REPORT RequestId: id-1\tDuration: 2.50 ms\tBilled Duration: 3 ms\tMemory Size: 512 MB\tMax Memory Used: 90 MB\t";

	@Test
	void readsText() {
		assertThat(read("START RequestId: id-1 Version: 3\nhello\nEND RequestId: id-1\n" + TEXT + "\n")).isEqualTo(
				new LambdaReport(Duration.ofNanos(2_500_000), Duration.ofMillis(3), null, DataSize.ofMegabytes(90)));
	}

	@Test
	void readsInitAndFieldsItDoesNotKnow() {
		LambdaReport report = read(TEXT + "Init Duration: 400.25 ms\tStatus: error\tError Type: Runtime.ExitError\n"
				+ "XRAY TraceId: 1-5e-1\tSegmentId: 2\tSampled: true\t\n");
		assertThat(report).isNotNull();
		assertThat(report.init()).isEqualTo(Duration.ofNanos(400_250_000));
		assertThat(report.duration()).isEqualTo(Duration.ofNanos(2_500_000));
	}

	@Test
	void readsRestoreAndCountsWhatItCosts() {
		LambdaReport report = read(TEXT + "Restore Duration: 300 ms\tBilled Restore Duration: 45 ms\t\n");
		assertThat(report).isNotNull();
		assertThat(report.init()).isEqualTo(Duration.ofMillis(300));
		assertThat(report.billed()).isEqualTo(Duration.ofMillis(48));
	}

	@Test
	void readsJson() {
		LambdaReport report = read(
				"""
						{"time":"2026-08-01T00:00:00Z","type":"platform.start","record":{"requestId":"id-1"}}
						{"time":"2026-08-01T00:00:01Z","type":"platform.report","record":{"requestId":"id-1","status":"success",\
						"metrics":{"durationMs":2.5,"billedDurationMs":3,"memorySizeMB":512,"maxMemoryUsedMB":90,"initDurationMs":400.25}}}
						""");
		assertThat(report).isEqualTo(new LambdaReport(Duration.ofNanos(2_500_000), Duration.ofMillis(3),
				Duration.ofNanos(400_250_000), DataSize.ofMegabytes(90)));
	}

	@Test
	void takesTheLastAndOnlyItsOwn() {
		assertThat(read(TEXT + "\n" + TEXT.replace("Billed Duration: 3", "Billed Duration: 9") + "\n").billed())
			.isEqualTo(Duration.ofMillis(9));
		assertThat(read(TEXT + "\n" + TEXT.replace("id-1", "id-2").replace("2.50", "9") + "\n").duration())
			.isEqualTo(Duration.ofNanos(2_500_000));
		assertThat(read(TEXT.replace("id-1", "id-2"))).isNull();
		assertThat(LambdaReport.read(encode(TEXT.replace("id-1", "id-2")), null)).isNotNull();
	}

	@Test
	void leavesOutWhatIsCut() {
		assertThat(read(TEXT.substring(0, TEXT.indexOf("Memory Size"))))
			.isEqualTo(new LambdaReport(Duration.ofNanos(2_500_000), Duration.ofMillis(3), null, null));
		assertThat(read(TEXT.substring(10))).isNull();
		assertThat(read("{\"type\":\"platform.report\",\"record\":{\"requestId\":\"id-1\"")).isNull();
		assertThat(read("{\"type\":\"platform.report\",\"record\":{\"requestId\":\"id-1\",\"metrics\":5}}"))
			.isEqualTo(new LambdaReport(null, null, null, null));
		assertThat(read("REPORT RequestId: id-1")).isEqualTo(new LambdaReport(null, null, null, null));
		assertThat(read("REPORT RequestId: id-1\tDuration: -5 ms\tBilled Duration: many ms").duration()).isNull();
		assertThat(read("")).isNull();
		assertThat(LambdaReport.read(null, "id-1")).isNull();
		assertThat(LambdaReport.read("no Base64!", "id-1")).isNull();
	}

	private static @Nullable LambdaReport read(String log) {
		return LambdaReport.read(encode(log), "id-1");
	}

	private static String encode(String log) {
		return Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8));
	}

}
