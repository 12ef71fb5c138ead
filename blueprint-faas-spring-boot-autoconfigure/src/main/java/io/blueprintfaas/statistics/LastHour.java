package io.blueprintfaas.statistics;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * The calls of one job by the minute in which they ended. A minute without calls takes no
 * memory; nothing is locked.
 */
final class LastHour {

	static final int MINUTES = 60;

	private final AtomicReferenceArray<@Nullable MinuteBucket> buckets = new AtomicReferenceArray<>(MINUTES);

	private final Clock clock;

	LastHour(Clock clock) {
		this.clock = clock;
	}

	void add(PastCall call) {
		bucket(now()).add(call);
	}

	// From the oldest minute to the one that is not over.
	List<CallsOfMinute> minutes() {
		long now = now();
		return LongStream.rangeClosed(now - MINUTES + 1, now)
			.mapToObj((minute) -> CallsOfMinute.of(minute, find(minute)))
			.toList();
	}

	// Of the minutes that the window touches.
	Latencies latencies(Duration window) {
		long now = now();
		long[] sums = new long[LatencyHistogram.BUCKETS];
		for (long minute = now - window.toMinutes() + 1; minute <= now; minute++) {
			MinuteBucket bucket = find(minute);
			if (bucket != null) {
				bucket.addLatenciesTo(sums);
			}
		}
		return Latencies.of(sums);
	}

	private long now() {
		return TimeUnit.MILLISECONDS.toMinutes(this.clock.millis());
	}

	private @Nullable MinuteBucket find(long minute) {
		MinuteBucket bucket = this.buckets.get(slot(minute));
		return (bucket != null && bucket.minute() == minute) ? bucket : null;
	}

	private MinuteBucket bucket(long minute) {
		while (true) {
			MinuteBucket known = this.buckets.get(slot(minute));
			if (known != null && known.minute() >= minute) {
				return known;
			}
			MinuteBucket next = new MinuteBucket(minute);
			if (this.buckets.compareAndSet(slot(minute), known, next)) {
				return next;
			}
		}
	}

	private static int slot(long minute) {
		return (int) Math.floorMod(minute, (long) MINUTES);
	}

}
