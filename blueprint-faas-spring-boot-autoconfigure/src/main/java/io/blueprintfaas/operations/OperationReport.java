package io.blueprintfaas.operations;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far an operation is.
 *
 * @param operation what was asked for, for example {@code deploy}
 * @param state {@code running}, {@code done} or {@code failed}
 * @param startedAt when it began
 * @param endedAt when it ended, or {@code null} while it runs
 * @param steps what went on, in order; the last ones if there were many
 * @param result a sentence on what was done, or {@code null} if nothing was
 * @param error why it failed, or {@code null}
 */
public record OperationReport(String operation, String state, Instant startedAt, @Nullable Instant endedAt,
		List<String> steps, @Nullable String result, @Nullable String error) {

	static final String RUNNING = "running";

	static final String DONE = "done";

	static final String FAILED = "failed";

	OperationReport with(SecretValues.TextFilter filter) {
		return new OperationReport(this.operation, this.state, this.startedAt, this.endedAt,
				this.steps.stream().map(filter::apply).toList(), this.result,
				(this.error != null) ? filter.apply(this.error) : null);
	}

	/**
	 * Whether it is under way.
	 * @return {@code false} once it is done or has failed
	 */
	public boolean underWay() {
		return RUNNING.equals(this.state);
	}

}
