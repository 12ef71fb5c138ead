package io.blueprintfaas.statistics;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatencyHistogramTests {

	@Test
	void percentilesAreWrongByOneThirtySecondAtMost() {
		Random random = new Random(7);
		long[] micros = LongStream.generate(() -> (long) Math.exp(random.nextDouble() * 21)).limit(5000).toArray();
		long[] counts = new long[LatencyHistogram.BUCKETS];
		for (long value : micros) {
			counts[LatencyHistogram.bucket(Duration.ofNanos(value * 1000))]++;
		}
		long[] sorted = LongStream.of(micros).sorted().toArray();
		for (double share : new double[] { 0.01, 0.5, 0.95, 0.99, 1 }) {
			long exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
			assertThat(LatencyHistogram.percentile(counts, share).toNanos() / 1000).as("share %s", share)
				.isCloseTo(exact, Percentage.withPercentage(100.0 / 32 + 0.1));
		}
	}

	@Test
	void everyBucketHoldsItsOwnMiddle() {
		for (int i = 0; i < LatencyHistogram.BUCKETS; i++) {
			assertThat(LatencyHistogram.bucket(LatencyHistogram.latency(i))).isEqualTo(i);
		}
	}

	@Test
	void whatIsOutOfRangeIsCountedAtItsEnd() {
		assertThat(LatencyHistogram.bucket(Duration.ofMillis(-5))).isZero();
		assertThat(LatencyHistogram.bucket(Duration.ZERO)).isZero();
		assertThat(LatencyHistogram.bucket(Duration.ofDays(30))).isEqualTo(LatencyHistogram.BUCKETS - 1);
		assertThat(LatencyHistogram.latency(LatencyHistogram.BUCKETS - 1)).isGreaterThan(Duration.ofHours(1));
	}

}
