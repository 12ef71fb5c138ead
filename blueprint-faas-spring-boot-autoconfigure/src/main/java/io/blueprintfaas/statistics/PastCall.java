package io.blueprintfaas.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasCallRecord.Event;
import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * What is kept of a call that has ended: the record of it with the words of its error in
 * place of the error, which would hold on to all that it refers to.
 *
 * @param invocationId identity of the call
 * @param startedAt when the handler was called
 * @param total from the call to its end
 * @param place where the job ran, or was to run
 * @param provider the provider that answered or failed last, or {@code null} if none was
 * asked
 * @param outcome how it ended
 * @param errorType class name of what the caller got in place of a result, or
 * {@code null}
 * @param errorMessage its message, shortened if it is long, or {@code null}
 * @param requestSize encoded arguments in bytes, or {@code null}
 * @param responseSize encoded result in bytes, or {@code null}
 * @param metrics what was measured
 * @param events what happened on the way; the first ones if there were many
 */
public record PastCall(UUID invocationId, Instant startedAt, Duration total, Place place, @Nullable String provider,
		FaasCallOutcome outcome, @Nullable String errorType, @Nullable String errorMessage,
		@Nullable Integer requestSize, @Nullable Integer responseSize, FaasMetrics metrics, List<Event> events) {

	private static final int LONGEST_TEXT = 500;

	private static final int MOST_EVENTS = 20;

	static PastCall of(FaasCallRecord call) {
		Throwable error = call.error();
		return new PastCall(call.invocationId(), call.startedAt(), call.total(), call.place(), call.provider(),
				call.outcome(), (error != null) ? error.getClass().getName() : null,
				(error != null) ? shortened(error.getMessage()) : null, call.requestSize(), call.responseSize(),
				call.metrics(), shortened(call.events()));
	}

	private static List<Event> shortened(List<Event> events) {
		return events.isEmpty() ? events : events.stream().limit(MOST_EVENTS).map(PastCall::shortened).toList();
	}

	/**
	 * Whether the caller got no result, though it waited for one.
	 * @return {@code true} for every outcome but success and cancellation
	 */
	public boolean failed() {
		return this.outcome.isFailure();
	}

	// Whether the job ran to its end, with a result or an exception of its handler.
	boolean ran() {
		return this.outcome == FaasCallOutcome.SUCCESS || this.outcome == FaasCallOutcome.FUNCTION_ERROR;
	}

	boolean coldStart() {
		return Boolean.TRUE.equals(this.metrics.coldStart());
	}

	private static Event shortened(Event event) {
		return (event.detail().length() > LONGEST_TEXT)
				? new Event(event.at(), event.kind(), String.valueOf(shortened(event.detail()))) : event;
	}

	private static @Nullable String shortened(@Nullable String text) {
		return (text != null && text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) + "..." : text;
	}

	/**
	 * Says which call it was and how it ended, without what its error may quote.
	 */
	@Override
	public String toString() {
		return "PastCall[invocationId=%s, place=%s, provider=%s, outcome=%s, total=%s]".formatted(this.invocationId,
				this.place, this.provider, this.outcome, this.total);
	}

}
