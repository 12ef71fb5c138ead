package io.blueprintfaas.cost;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * List price of one provider.
 *
 * @param perGbSecond price of one second of 1 GB (1024 MB) of memory, not negative
 * @param perRequest price of one request, not negative
 * @param granularity billed time is rounded up to a multiple of this, more than 0
 * @param minimum least time billed for one call
 * @param source where the numbers are from
 */
public record FaasPrice(double perGbSecond, double perRequest, Duration granularity, Duration minimum, String source) {

	private static final double GB = DataSize.ofGigabytes(1).toBytes();

	private static final double NANOS = Duration.ofSeconds(1).toNanos();

	public FaasPrice {
		Assert.isTrue(perGbSecond >= 0, () -> "'per-gb-second' must not be negative, but is " + perGbSecond);
		Assert.isTrue(perRequest >= 0, () -> "'per-request' must not be negative, but is " + perRequest);
		Assert.isTrue(granularity.toNanos() > 0, () -> "'granularity' must be more than 0, but is " + granularity);
		Assert.isTrue(!minimum.isNegative(), () -> "'minimum' must not be negative, but is " + minimum);
	}

	/**
	 * Estimated price of one call.
	 * @param memory memory that is charged for
	 * @param billed time that the provider charges for
	 * @return the price, in the currency of the price list
	 */
	public double estimate(DataSize memory, Duration billed) {
		long unit = this.granularity.toNanos();
		long units = -Math.floorDiv(-Math.max(billed.toNanos(), this.minimum.toNanos()), unit);
		return this.perRequest + this.perGbSecond * (memory.toBytes() / GB) * (units * unit / NANOS);
	}

}
