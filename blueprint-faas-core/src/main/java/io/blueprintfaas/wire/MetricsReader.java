package io.blueprintfaas.wire;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;

/**
 * Collects what an answer says of its call.
 */
final class MetricsReader {

	private static final double MAX = 1e12;

	private static final double BYTES_PER_MEGABYTE = DataSize.ofMegabytes(1).toBytes();

	private final JsonScanner scanner;

	private final FieldReader fields;

	private @Nullable Duration execution;

	private @Nullable Duration billed;

	private @Nullable Duration init;

	private @Nullable Boolean coldStart;

	private @Nullable DataSize memoryUsed;

	private @Nullable String instance;

	MetricsReader(JsonScanner scanner) {
		this.scanner = scanner;
		this.fields = new FieldReader(scanner);
	}

	/**
	 * Reads the field of one measured value.
	 * @param name the field's name
	 */
	void field(String name) {
		switch (name) {
			case "execution_ms" -> this.execution = duration(name);
			case "billed_ms" -> this.billed = duration(name);
			case "init_ms" -> this.init = duration(name);
			case "cold_start" -> this.coldStart = this.fields.bool(name);
			case "memory_used_mb" -> this.memoryUsed = megabytes(name);
			case "instance" -> this.instance = this.fields.text(name);
			default -> this.scanner.skipValue();
		}
	}

	/**
	 * Reads an object of measured values, or {@code null}.
	 */
	void object() {
		if (this.scanner.skipNull()) {
			return;
		}
		if (this.scanner.peek() != '{') {
			throw this.scanner.unexpected("'metrics' as object");
		}
		this.scanner.object(this::field);
	}

	/**
	 * What was read.
	 * @param other what counts where nothing was read here
	 * @return the metrics
	 */
	FaasMetrics metrics(MetricsReader other) {
		FaasMetrics metrics = new FaasMetrics(null, first(this.execution, other.execution),
				first(this.billed, other.billed), first(this.coldStart, other.coldStart), first(this.init, other.init),
				first(this.memoryUsed, other.memoryUsed), first(this.instance, other.instance));
		return metrics.equals(FaasMetrics.NONE) ? FaasMetrics.NONE : metrics;
	}

	private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

	private @Nullable Duration duration(String name) {
		Double milliseconds = measured(name);
		return (milliseconds != null) ? Duration.of(Math.round(milliseconds * 1000), ChronoUnit.MICROS) : null;
	}

	private @Nullable DataSize megabytes(String name) {
		Double megabytes = measured(name);
		return (megabytes != null) ? DataSize.ofBytes(Math.round(megabytes * BYTES_PER_MEGABYTE)) : null;
	}

	private @Nullable Double measured(String name) {
		Double value = this.fields.decimal(name);
		if (value != null && (value < 0 || value > MAX)) {
			throw new WireFormatException(
					"Expected '%s' as number from 0 to %.0f, but it is another number".formatted(name, MAX), null);
		}
		return value;
	}

}
