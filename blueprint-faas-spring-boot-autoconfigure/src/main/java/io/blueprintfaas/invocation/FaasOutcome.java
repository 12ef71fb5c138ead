package io.blueprintfaas.invocation;

import org.jspecify.annotations.Nullable;

/**
 * What became of one item: exactly one of result and error is there.
 *
 * @param item the item
 * @param result the result, or {@code null} if the call failed
 * @param error why the call failed, or {@code null} if it did not; a
 * {@link io.blueprintfaas.FaasException} unless the handler itself threw
 * @param <I> type of the item
 * @param <T> type of the result
 */
public record FaasOutcome<I, T>(I item, @Nullable FaasResult<T> result, @Nullable Throwable error) {

	/**
	 * Whether the call ended with a result.
	 * @return {@code true} if there is a result
	 */
	public boolean succeeded() {
		return this.error == null;
	}

}
