package io.blueprintfaas.statistics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where latencies are counted: sixteen buckets for each doubling, from a microsecond to
 * an hour, so that what is read from them is wrong by 1/32 at most.
 */
final class LatencyHistogram {

	/** Buckets there are. */
	static final int BUCKETS = 464;

	private static final int BITS = 4;

	private static final int PER_DOUBLING = 1 << BITS;

	private LatencyHistogram() {
	}

	// Bucket of a latency; the last one takes all that are longer.
	static int bucket(Duration latency) {
		long micros = Math.max(0, TimeUnit.NANOSECONDS.toMicros(latency.toNanos()));
		if (micros < PER_DOUBLING) {
			return (int) micros;
		}
		int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
		int within = (int) (micros >>> (exponent - BITS)) - PER_DOUBLING;
		return Math.min((exponent - BITS + 1) * PER_DOUBLING + within, BUCKETS - 1);
	}

	// The middle of a bucket.
	static Duration latency(int bucket) {
		if (bucket < PER_DOUBLING) {
			return Duration.of(bucket, TimeUnit.MICROSECONDS.toChronoUnit());
		}
		int shift = bucket / PER_DOUBLING - 1;
		long lowest = (long) (PER_DOUBLING + bucket % PER_DOUBLING) << shift;
		return Duration.of(lowest + (1L << shift) / 2, TimeUnit.MICROSECONDS.toChronoUnit());
	}

	// The latency that this share of all calls did not exceed; of at least one call.
	static Duration percentile(long[] counts, double share) {
		long total = 0;
		for (long count : counts) {
			total += count;
		}
		long rank = Math.max(1, (long) Math.ceil(share * total));
		int bucket = 0;
		for (long seen = counts[0]; seen < rank; seen += counts[bucket]) {
			bucket++;
		}
		return latency(bucket);
	}

}
