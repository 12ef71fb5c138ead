package io.blueprintfaas.statistics;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasCallRecord.Event;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;
import io.blueprintfaas.invocation.FaasCallRecord.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaasCallHistoryTests {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final SteppedClock clock = new SteppedClock();

	private final FaasCallHistory history = new FaasCallHistory(3, WINDOW, this.clock);

	@Test
	void keepsLastCallsNewestFirst() {
		for (int i = 1; i <= 7; i++) {
			call(Duration.ofMillis(i), FaasCallOutcome.SUCCESS, null);
		}
		assertThat(this.history.calls("job")).extracting((call) -> call.total().toMillis()).containsExactly(7L, 6L, 5L);
		assertThat(this.history.statistics("job").calls()).isEqualTo(7);
	}

	@Test
	void keepsErrorsLongerThanCalls() {
		call(Duration.ofMillis(1), FaasCallOutcome.UNAVAILABLE, new IllegalStateException("no"));
		for (int i = 0; i < 5; i++) {
			call(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null);
			call(Duration.ofMillis(1), FaasCallOutcome.CANCELLED, null);
		}
		assertThat(this.history.calls("job")).noneMatch(PastCall::failed);
		assertThat(this.history.errors("job")).singleElement().satisfies((call) -> {
			assertThat(call.errorType()).isEqualTo("java.lang.IllegalStateException");
			assertThat(call.errorMessage()).isEqualTo("no");
		});
		assertThat(this.history.statistics("job").errors()).isOne();
	}

	@Test
	void holdsOnToNoException() {
		WeakReference<Throwable> error = new WeakReference<>(callThatFails());
		Awaitility.await().until(() -> {
			System.gc();
			return error.get() == null;
		});
		assertThat(this.history.errors("job")).hasSize(1);
	}

	private Throwable callThatFails() {
		Throwable error = new IllegalStateException("no");
		call(Duration.ofMillis(1), FaasCallOutcome.ERROR, error);
		return error;
	}

	@Test
	void shortensWhatIsLong() {
		List<Event> events = IntStream.range(0, 1000)
			.mapToObj((i) -> new Event(Duration.ZERO, EventKind.RETRY, "x".repeat(5000)))
			.toList();
		end(Duration.ofMillis(1), FaasCallOutcome.ERROR, new IllegalStateException("y".repeat(100_000)), events);
		PastCall call = this.history.errors("job").get(0);
		assertThat(call.errorMessage()).hasSize(503).endsWith("y...");
		assertThat(call.events()).hasSize(20).allSatisfy((event) -> assertThat(event.detail()).hasSize(503));
	}

	@Test
	void countsByOutcomePlaceAndProvider() {
		call(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null);
		call(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null);
		call(Duration.ofMillis(1), FaasCallOutcome.THROTTLED, new IllegalStateException("busy"));
		this.history.started("job");
		CallStatistics statistics = this.history.statistics("job");
		assertThat(statistics.outcomes()).containsOnly(Map.entry(FaasCallOutcome.SUCCESS, 2L),
				Map.entry(FaasCallOutcome.THROTTLED, 1L));
		assertThat(statistics.places()).containsOnly(Map.entry(Place.REMOTE, 3L));
		assertThat(statistics.providers()).containsOnly(Map.entry("aws", 3L));
		assertThat(statistics.inFlight()).isOne();
		assertThat(statistics.coldStarts()).isEqualTo(3);
	}

	@Test
	void latenciesAreOfTheWindowAndOfCallsThatRan() {
		call(Duration.ofSeconds(100), FaasCallOutcome.SUCCESS, null);
		this.clock.pass(Duration.ofMinutes(10));
		assertThat(this.history.statistics("job").latencies()).isEqualTo(Latencies.NONE);
		call(Duration.ofMillis(200), FaasCallOutcome.SUCCESS, null);
		call(Duration.ofMillis(200), FaasCallOutcome.FUNCTION_ERROR, new IllegalStateException("no"));
		call(Duration.ofSeconds(50), FaasCallOutcome.UNAVAILABLE, new IllegalStateException("down"));
		call(Duration.ofSeconds(50), FaasCallOutcome.CANCELLED, null);
		this.clock.pass(Duration.ofMinutes(9));
		Latencies latencies = this.history.statistics("job").latencies();
		assertThat(latencies.calls()).isEqualTo(2);
		assertThat(latencies.p50()).isBetween(Duration.ofMillis(194), Duration.ofMillis(206));
		assertThat(latencies.p99()).isEqualTo(latencies.p50());
	}

	@Test
	void lastHourHasSixtyMinutes() {
		call(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null);
		this.clock.pass(Duration.ofMinutes(59));
		call(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null);
		call(Duration.ofMillis(1), FaasCallOutcome.UNKNOWN, new IllegalStateException("late"));
		List<CallsOfMinute> minutes = this.history.lastHour("job");
		assertThat(minutes).hasSize(60);
		assertThat(minutes.get(0).start()).isEqualTo(SteppedClock.START);
		assertThat(minutes.get(0).calls()).isOne();
		assertThat(minutes.subList(1, 59)).allMatch((minute) -> minute.calls() == 0);
		assertThat(minutes.get(59).calls()).isEqualTo(2);
		assertThat(minutes.get(59).errors()).isOne();
		assertThat(minutes.get(59).coldStarts()).isEqualTo(2);
		this.clock.pass(Duration.ofMinutes(1));
		assertThat(this.history.lastHour("job").stream().mapToInt(CallsOfMinute::calls).sum()).isEqualTo(2);
		call(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null);
		assertThat(this.history.lastHour("job").get(59).calls()).isOne();
	}

	@Test
	void losesNoCallOfManyThreads() {
		int threads = 8;
		int calls = 20_000;
		List<CompletableFuture<Void>> running = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			running.add(CompletableFuture.runAsync(() -> {
				for (int j = 0; j < calls; j++) {
					call(Duration.ofMillis(5), FaasCallOutcome.SUCCESS, null);
				}
			}));
		}
		CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
		CallStatistics statistics = this.history.statistics("job");
		assertThat(statistics.calls()).isEqualTo(threads * calls);
		assertThat(statistics.inFlight()).isZero();
		assertThat(statistics.latencies().calls()).isEqualTo(threads * calls);
		assertThat(this.history.lastHour("job").get(59).calls()).isEqualTo(threads * calls);
		assertThat(this.history.calls("job")).hasSize(3);
	}

	@Test
	void knowsNothingOfJobThatWasNotCalled() {
		assertThat(this.history.calls("other")).isEmpty();
		assertThat(this.history.statistics("other").calls()).isZero();
		assertThat(this.history.lastHour("other")).hasSize(60);
	}

	@Test
	void keepsNoCallsIfNoneAreWanted() {
		FaasCallHistory none = new FaasCallHistory(0, WINDOW, this.clock);
		none.started("job");
		none.ended(record(Duration.ofMillis(1), FaasCallOutcome.SUCCESS, null, List.of()));
		assertThat(none.calls("job")).isEmpty();
		assertThat(none.statistics("job").calls()).isOne();
	}

	@Test
	void refusesWindowItHasNoMinutesFor() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FaasCallHistory(1, Duration.ofMinutes(61)))
			.withMessage("'window' must be from 1m to 60m, but is PT1H1M");
	}

	private void call(Duration total, FaasCallOutcome outcome, @Nullable Throwable error) {
		this.history.started("job");
		end(total, outcome, error, List.of());
	}

	private void end(Duration total, FaasCallOutcome outcome, @Nullable Throwable error, List<Event> events) {
		this.history.ended(record(total, outcome, error, events));
	}

	private FaasCallRecord record(Duration total, FaasCallOutcome outcome, @Nullable Throwable error,
			List<Event> events) {
		FaasMetrics metrics = new FaasMetrics(total, null, null, true, null, null, null);
		return new FaasCallRecord(new JobKey(1, "job"), UUID.randomUUID(), this.clock.instant(), total, Place.REMOTE,
				"aws", outcome, error, 10, null, metrics, events);
	}

	private static final class SteppedClock extends Clock {

		static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

		private Instant now = START;

		void pass(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
