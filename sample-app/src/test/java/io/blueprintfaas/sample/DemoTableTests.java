package io.blueprintfaas.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.invocation.FaasResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DemoTable}.
 */
class DemoTableTests {

	@Test
	void alignsColumnsAndLeavesMessagesWhole() {
		DemoTable table = new DemoTable();
		FaasMetrics metrics = new FaasMetrics(Duration.ofMillis(1234), null, null, true, null, null, "pid 1");
		table.add("square", "12", "144", new FaasResult<>(new byte[8], "local", metrics));
		table.addFailure("thumbnail", "no picture",
				new IllegalStateException("a message that is longer than its cell"));
		assertThat(table.toString().lines()).containsExactly(
				"  JOB        IN          OUT  RAN AT  INSTANCE  START  TIME",
				"  square     12          144  local   pid 1     cold   1234 ms",
				"  thumbnail  no picture  IllegalStateException: a message that is longer than its cell");
	}

	@Test
	void leavesOutWhatWasNotMeasured() {
		DemoTable table = new DemoTable();
		table.add("square", "12", "144", new FaasResult<>(new byte[8], "aws", FaasMetrics.NONE));
		assertThat(table.toString().lines().toList().get(1).stripTrailing()).isEqualTo("  square  12  144  aws");
	}

}
