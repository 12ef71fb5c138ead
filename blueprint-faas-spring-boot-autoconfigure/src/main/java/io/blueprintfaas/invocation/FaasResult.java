package io.blueprintfaas.invocation;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;

/**
 * What came back from one call, and what was measured on the way.
 *
 * @param value the result; {@code null} if the job returned nothing
 * @param provider name of the provider that ran it, or {@link #HERE}
 * @param metrics what was measured
 * @param <T> type of the result
 */
public record FaasResult<T>(@Nullable T value, String provider, FaasMetrics metrics) {

	/**
	 * Stands for the provider's name if the job ran in this application.
	 */
	public static final String HERE = "here";

	/**
	 * Shows where it ran, not the value.
	 */
	@Override
	public String toString() {
		return "FaasResult[provider=%s, metrics=%s]".formatted(this.provider, this.metrics);
	}

}
