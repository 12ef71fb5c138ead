package io.blueprintfaas.statistics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what is one of a few.
 *
 * @param <E> what is counted
 */
final class Counts<E extends Enum<E>> {

	private final Map<E, LongAdder> counts;

	Counts(Class<E> type) {
		this.counts = new EnumMap<>(type);
		for (E value : type.getEnumConstants()) {
			this.counts.put(value, new LongAdder());
		}
	}

	void add(E value) {
		LongAdder count = this.counts.get(value);
		if (count != null) {
			count.increment();
		}
	}

	// Without what did not occur.
	Map<E, Long> positive() {
		Map<E, Long> positive = new LinkedHashMap<>();
		this.counts.forEach((value, count) -> {
			if (count.sum() > 0) {
				positive.put(value, count.sum());
			}
		});
		return positive;
	}

}
