package io.blueprintfaas.statistics;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * The calls of one job.
 */
final class JobHistory {

	private final Ring<PastCall> calls;

	private final Ring<PastCall> errors;

	private final LastHour lastHour;

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Counts<FaasCallOutcome> outcomes = new Counts<>(FaasCallOutcome.class);

	private final Counts<Place> places = new Counts<>(Place.class);

	private final Map<String, LongAdder> providers = new ConcurrentHashMap<>();

	private final LongAdder coldStarts = new LongAdder();

	JobHistory(int size, Clock clock) {
		this.calls = new Ring<>(size);
		this.errors = new Ring<>(size);
		this.lastHour = new LastHour(clock);
	}

	void started() {
		this.inFlight.incrementAndGet();
	}

	void ended(PastCall call) {
		this.inFlight.decrementAndGet();
		this.outcomes.add(call.outcome());
		this.places.add(call.place());
		if (call.provider() != null) {
			provider(call.provider()).increment();
		}
		if (call.coldStart()) {
			this.coldStarts.increment();
		}
		this.lastHour.add(call);
		this.calls.add(call);
		if (call.failed()) {
			this.errors.add(call);
		}
	}

	private LongAdder provider(String name) {
		LongAdder known = this.providers.get(name);
		return (known != null) ? known : this.providers.computeIfAbsent(name, (added) -> new LongAdder());
	}

	List<PastCall> calls() {
		return this.calls.newestFirst();
	}

	List<PastCall> errors() {
		return this.errors.newestFirst();
	}

	List<CallsOfMinute> lastHour() {
		return this.lastHour.minutes();
	}

	CallStatistics statistics(Duration window) {
		Map<FaasCallOutcome, Long> ended = this.outcomes.positive();
		long failed = ended.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().isFailure())
			.mapToLong(Map.Entry::getValue)
			.sum();
		Map<String, Long> asked = new TreeMap<>();
		this.providers.forEach((name, count) -> asked.put(name, count.sum()));
		return new CallStatistics(ended.values().stream().mapToLong(Long::longValue).sum(), this.inFlight.get(), failed,
				this.coldStarts.sum(), ended, this.places.positive(), asked, window, this.lastHour.latencies(window));
	}

}
