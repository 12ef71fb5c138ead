package io.blueprintfaas.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.JobKey;

/**
 * What became of one call of a job that has a provider. Holds no arguments and no result.
 *
 * @param job the job
 * @param invocationId identity of the call, constant over its tries
 * @param startedAt when the handler was called
 * @param total from the call to its end, by this application's clock
 * @param place where the job ran, or was to run
 * @param provider the provider that answered or failed last, or {@code null} if none was
 * asked
 * @param outcome how it ended
 * @param error what the caller got in place of a result, or {@code null}
 * @param requestSize encoded arguments in bytes, or {@code null} if none were encoded
 * @param responseSize encoded result in bytes, or {@code null} if there was none
 * @param metrics what was measured; {@link FaasMetrics#NONE} if nothing was
 * @param events what happened on the way, in order; empty if the first try succeeded
 */
public record FaasCallRecord(JobKey job, UUID invocationId, Instant startedAt, Duration total, Place place,
		@Nullable String provider, FaasCallOutcome outcome, @Nullable Throwable error, @Nullable Integer requestSize,
		@Nullable Integer responseSize, FaasMetrics metrics, List<Event> events) {

	/**
	 * How often the call was sent again to the same provider.
	 * @return 0 if it was sent once or not at all
	 */
	public long retries() {
		return this.events.stream().filter((event) -> event.kind() == EventKind.RETRY).count();
	}

	/**
	 * Says which call it was and how it ended, without what an exception may quote.
	 */
	@Override
	public String toString() {
		return "FaasCallRecord[job=%s, invocationId=%s, place=%s, provider=%s, outcome=%s, total=%s]"
			.formatted(this.job, this.invocationId, this.place, this.provider, this.outcome, this.total);
	}

	/**
	 * Where a job ran, or was to run.
	 */
	public enum Place {

		/**
		 * At a provider.
		 */
		REMOTE,

		/**
		 * Here, as its route says.
		 */
		LOCAL,

		/**
		 * Here, because no provider ran it.
		 */
		FALLBACK

	}

	/**
	 * Something that happened on the way.
	 *
	 * @param at how long after the start
	 * @param kind what happened
	 * @param detail a sentence for people
	 */
	public record Event(Duration at, EventKind kind, String detail) {

	}

	/**
	 * What can happen on the way.
	 */
	public enum EventKind {

		/**
		 * A try failed, and the call is sent again to the same provider.
		 */
		RETRY,

		/**
		 * The call is sent to the next provider.
		 */
		FAILOVER,

		/**
		 * The job runs here because no provider ran it.
		 */
		FALLBACK

	}

}
