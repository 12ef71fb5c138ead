package io.blueprintfaas.sample;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;

/**
 * What the page is told about one call: either its result, or in words why there is none.
 *
 * @param item what was asked for
 * @param value the result
 * @param call where it ran
 * @param error why it failed
 * @param <I> type of the item
 * @param <T> type of the result
 */
record Answer<I, T>(I item, @Nullable T value, @Nullable CallReport call, @Nullable String error) {

	static <I, T> Answer<I, T> of(I item, FaasOutcome<?, T> outcome) {
		FaasResult<T> result = outcome.result();
		return (result != null) ? new Answer<>(item, result.value(), CallReport.of(result), null)
				: new Answer<>(item, null, null, describe(outcome.error()));
	}

	private static String describe(@Nullable Throwable error) {
		String message = (error != null) ? error.getMessage() : null;
		return (message != null) ? message : "The call failed without a message: " + error;
	}

}
