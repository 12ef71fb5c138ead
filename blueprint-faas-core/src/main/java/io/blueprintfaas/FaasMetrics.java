package io.blueprintfaas;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What was measured of one call. What nobody measured is {@code null}: never zero, never
 * the caller's clock in place of the provider's.
 *
 * @param total from sending the call to having the whole answer, by the caller's clock
 * @param execution how long the handler ran, as told by the function or the provider
 * @param billed what the provider charges for
 * @param coldStart whether the call had to wait for a new instance
 * @param init how long starting the instance took, if this call waited for it
 * @param memoryUsed largest memory in use by the instance, as far as the provider tells
 * @param instance name of the instance that ran the call, for example {@code pid 4711}
 */
public record FaasMetrics(@Nullable Duration total, @Nullable Duration execution, @Nullable Duration billed,
		@Nullable Boolean coldStart, @Nullable Duration init, @Nullable DataSize memoryUsed,
		@Nullable String instance) {

	/**
	 * Nothing was measured.
	 */
	public static final FaasMetrics NONE = new FaasMetrics(null, null, null, null, null, null, null);

	/**
	 * These metrics with another total.
	 * @param total from sending the call to having the whole answer
	 * @return new metrics
	 */
	public FaasMetrics withTotal(Duration total) {
		return new FaasMetrics(total, this.execution, this.billed, this.coldStart, this.init, this.memoryUsed,
				this.instance);
	}

}
