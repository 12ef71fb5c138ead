package io.blueprintfaas.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasCallRecord.Event;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;
import io.blueprintfaas.invocation.FaasCallRecord.Place;
import io.blueprintfaas.statistics.FaasCallHistory;
import io.blueprintfaas.statistics.MovableHistory;

/**
 * An hour of calls up to now, always the same.
 */
final class PastHour {

	static final String FAILURE = "The image is <b>broken</b> at byte 17";

	private static final JobKey THUMBNAIL = new JobKey(1, "thumbnail");

	private static final JobKey REPORT = new JobKey(2, "monthly-report");

	private static final Duration COLD_START = Duration.ofMillis(874);

	private static final int MINUTES = 60;

	private final Random random = new Random(4);

	private final MovableHistory past = new MovableHistory();

	private Instant now = Instant.EPOCH;

	FaasCallHistory history() {
		Instant end = Instant.now();
		for (int minute = MINUTES - 1; minute >= 0; minute--) {
			this.now = end.minus(minute, ChronoUnit.MINUTES);
			this.past.at(this.now);
			int calls = (int) (9 + 7 * Math.sin(minute / 9.0) + this.random.nextInt(4));
			for (int call = 0; call < calls; call++) {
				thumbnail(call == 0 && minute % 11 == 0, this.random.nextInt(40) == 0);
			}
			if (minute % 7 == 3) {
				report();
			}
		}
		broken();
		retried();
		return this.past.history();
	}

	// One more call, of now.
	void addTo(FaasCallHistory history) {
		this.now = Instant.now();
		FaasCallRecord record = record(THUMBNAIL, Duration.ofMillis(77), FaasCallOutcome.SUCCESS, null,
				metrics(Duration.ofMillis(61), null), List.of());
		history.started(THUMBNAIL.name());
		history.ended(record);
	}

	private void thumbnail(boolean cold, boolean failed) {
		Duration execution = Duration.ofMillis(60 + (long) (40 * Math.abs(this.random.nextGaussian())));
		Duration init = cold ? COLD_START : null;
		Duration total = execution.plusMillis(14 + this.random.nextInt(12)).plus(cold ? COLD_START : Duration.ZERO);
		end(record(THUMBNAIL, total, failed ? FaasCallOutcome.UNAVAILABLE : FaasCallOutcome.SUCCESS,
				failed ? new FaasUnavailableException("Connection refused", call(THUMBNAIL), null) : null,
				failed ? FaasMetrics.NONE : metrics(execution, init), List.of()));
	}

	private void report() {
		end(record(REPORT, Duration.ofMillis(6200 + this.random.nextInt(4000)), FaasCallOutcome.SUCCESS, null,
				metrics(Duration.ofMillis(6100), null), List.of()));
	}

	private void broken() {
		FaasFunctionException failure = new FaasFunctionException("java.lang.IllegalArgumentException", FAILURE, null,
				call(THUMBNAIL));
		end(record(THUMBNAIL, Duration.ofMillis(48), FaasCallOutcome.FUNCTION_ERROR, failure,
				metrics(Duration.ofMillis(31), null), List.of()));
	}

	private void retried() {
		end(record(THUMBNAIL, Duration.ofMillis(1534), FaasCallOutcome.SUCCESS, null,
				metrics(Duration.ofMillis(118), COLD_START), List.of(new Event(Duration.ofMillis(203), EventKind.RETRY,
						"try 2 of 3 after 200 ms, as Connection refused"))));
	}

	private void end(FaasCallRecord record) {
		this.past.history().started(record.job().name());
		this.past.history().ended(record);
	}

	private FaasCallRecord record(JobKey job, Duration total, FaasCallOutcome outcome, @Nullable Throwable error,
			FaasMetrics metrics, List<Event> events) {
		return new FaasCallRecord(job, identity(), this.now.minus(total), total, Place.REMOTE, "cloud", outcome, error,
				48_211, (error != null) ? null : 3120, metrics, events);
	}

	private FaasMetrics metrics(Duration execution, @Nullable Duration init) {
		return new FaasMetrics(null, execution, execution.plusMillis(1), init != null, init, DataSize.ofMegabytes(212),
				"pid %d".formatted(4100 + this.random.nextInt(4)));
	}

	private FaasCall call(JobKey job) {
		return new FaasCall(job, "cloud", identity());
	}

	private UUID identity() {
		return new UUID(this.random.nextLong(), this.random.nextLong());
	}

}
