package io.blueprintfaas.operations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.statistics.PastCall;

/**
 * A call that has ended. What nobody measured is {@code null}.
 *
 * @param invocationId its identity, as in exceptions and at the provider
 * @param startedAt when the handler was called
 * @param totalMillis from the call to its end
 * @param place where the job ran, or was to run: {@code remote}, {@code local} or
 * {@code fallback}
 * @param provider the provider that answered or failed last, or {@code null} if none was
 * asked
 * @param outcome how it ended, for example {@code success}
 * @param errorType class name of the exception that the caller got, or {@code null}
 * @param error its message, or {@code null}
 * @param requestBytes size of the encoded arguments
 * @param responseBytes size of the encoded result
 * @param executionMillis how long the handler ran, as told by the function or the
 * provider
 * @param billedMillis what the provider charges for
 * @param coldStart whether the call waited for a new instance
 * @param initMillis how long starting the instance took
 * @param memoryUsedBytes largest memory in use by the instance
 * @param instance name of the instance
 * @param events what happened on the way
 */
public record CallReport(UUID invocationId, Instant startedAt, @Nullable Double totalMillis, String place,
		@Nullable String provider, String outcome, @Nullable String errorType, @Nullable String error,
		@Nullable Integer requestBytes, @Nullable Integer responseBytes, @Nullable Double executionMillis,
		@Nullable Double billedMillis, @Nullable Boolean coldStart, @Nullable Double initMillis,
		@Nullable Long memoryUsedBytes, @Nullable String instance, List<Event> events) {

	static CallReport of(PastCall call, SecretValues.TextFilter filter) {
		FaasMetrics metrics = call.metrics();
		return new CallReport(call.invocationId(), call.startedAt(), Labels.millis(call.total()),
				Labels.of(call.place()), call.provider(), call.outcome().label(), call.errorType(),
				(call.errorMessage() != null) ? filter.apply(call.errorMessage()) : null, call.requestSize(),
				call.responseSize(), Labels.millis(metrics.execution()), Labels.millis(metrics.billed()),
				metrics.coldStart(), Labels.millis(metrics.init()),
				(metrics.memoryUsed() != null) ? metrics.memoryUsed().toBytes() : null, metrics.instance(),
				call.events().stream().map((event) -> Event.of(event, filter)).toList());
	}

	/**
	 * Something that happened on the way.
	 *
	 * @param atMillis how long after the start
	 * @param kind {@code retry}, {@code failover} or {@code fallback}
	 * @param detail a sentence
	 */
	public record Event(@Nullable Double atMillis, String kind, String detail) {

		private static Event of(FaasCallRecord.Event event, SecretValues.TextFilter filter) {
			return new Event(Labels.millis(event.at()), Labels.of(event.kind()), filter.apply(event.detail()));
		}

	}

}
