package io.blueprintfaas.statistics;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The calls that ended within one minute.
 */
final class MinuteBucket {

	private static final int CALLS = 0;

	private static final int ERRORS = 1;

	private static final int COLD_STARTS = 2;

	private static final int LATENCIES = 3;

	private final long minute;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(LATENCIES + LatencyHistogram.BUCKETS);

	MinuteBucket(long minute) {
		this.minute = minute;
	}

	// Minutes since 1970.
	long minute() {
		return this.minute;
	}

	void add(PastCall call) {
		this.counts.incrementAndGet(CALLS);
		if (call.failed()) {
			this.counts.incrementAndGet(ERRORS);
		}
		if (call.coldStart()) {
			this.counts.incrementAndGet(COLD_STARTS);
		}
		if (call.ran()) {
			this.counts.incrementAndGet(LATENCIES + LatencyHistogram.bucket(call.total()));
		}
	}

	int calls() {
		return this.counts.get(CALLS);
	}

	int errors() {
		return this.counts.get(ERRORS);
	}

	int coldStarts() {
		return this.counts.get(COLD_STARTS);
	}

	void addLatenciesTo(long[] sums) {
		for (int i = 0; i < sums.length; i++) {
			sums[i] += this.counts.get(LATENCIES + i);
		}
	}

}
