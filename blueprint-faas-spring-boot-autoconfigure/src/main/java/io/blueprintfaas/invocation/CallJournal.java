package io.blueprintfaas.invocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.invocation.FaasCallRecord.Event;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;
import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * Notes what happens to one call, for its record. Travels in the Reactor context, so that
 * every policy can add its line.
 */
final class CallJournal {

	private final CallableJob job;

	private final UUID invocationId = UUID.randomUUID();

	private final Instant startedAt;

	private final long start = System.nanoTime();

	private final List<Event> events = new ArrayList<>(0);

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile Place place;

	private volatile @Nullable String provider;

	private volatile @Nullable Integer requestSize;

	private volatile @Nullable Integer responseSize;

	private volatile FaasMetrics metrics = FaasMetrics.NONE;

	CallJournal(CallableJob job, Place place, Clock clock) {
		this.job = job;
		this.place = place;
		this.startedAt = clock.instant();
	}

	// Adds a line to the journal of the call that a subscription belongs to, if it has
	// one, and tells who listens.
	static void note(ContextView context, EventKind kind, String detail) {
		context.<CallJournal>getOrEmpty(CallJournal.class).ifPresent((journal) -> journal.note(kind, detail));
		context.<FaasCallEvents>getOrEmpty(FaasCallEvents.class).ifPresent((events) -> events.happened(kind, detail));
	}

	void note(EventKind kind, String detail) {
		synchronized (this.events) {
			this.events.add(new Event(elapsed(), kind, detail));
		}
		if (kind == EventKind.FALLBACK) {
			this.place = Place.FALLBACK;
		}
	}

	// Whether the call had not ended before: who takes one value and then cancels says so
	// after the end.
	boolean ends() {
		return this.ended.compareAndSet(false, true);
	}

	boolean isRemote() {
		return this.place == Place.REMOTE;
	}

	UUID invocationId() {
		return this.invocationId;
	}

	void sending(String to, int size) {
		this.provider = to;
		this.requestSize = size;
	}

	void answered(String by, int size) {
		this.provider = by;
		this.responseSize = size;
	}

	void measured(FaasMetrics measured) {
		this.metrics = measured;
	}

	FaasCallRecord end(FaasCallOutcome outcome, @Nullable Throwable error) {
		FaasException failure = (error != null) ? FaasCallOutcome.failureOf(error) : null;
		String last = (failure != null) ? failure.getCall().provider() : this.provider;
		synchronized (this.events) {
			return new FaasCallRecord(this.job.key(), this.invocationId, this.startedAt, elapsed(), this.place, last,
					outcome, error, this.requestSize, this.responseSize, this.metrics, List.copyOf(this.events));
		}
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
