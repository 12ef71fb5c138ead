package io.blueprintfaas.azure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Sizes of instances, which each plan has but some of: a wish is rounded up.
 */
final class AzureSizes {

	private static final DataSize DEFAULT = DataSize.ofGigabytes(2);

	private static final Map<DataSize, String> FLEX = new LinkedHashMap<>();

	private static final Map<DataSize, String> PREMIUM = new LinkedHashMap<>();

	static {
		FLEX.put(DataSize.ofMegabytes(512), "512");
		FLEX.put(DataSize.ofMegabytes(2048), "2048");
		FLEX.put(DataSize.ofMegabytes(4096), "4096");
		PREMIUM.put(DataSize.ofMegabytes(3584), "EP1");
		PREMIUM.put(DataSize.ofGigabytes(7), "EP2");
		PREMIUM.put(DataSize.ofGigabytes(14), "EP3");
	}

	private AzureSizes() {
	}

	// The smallest size that is large enough; without a wish, the one Azure starts with.
	static @Nullable String of(AzurePlan plan, @Nullable DataSize memory) {
		DataSize wanted = (memory != null) ? memory : DEFAULT;
		return sizes(plan).entrySet()
			.stream()
			.filter((entry) -> entry.getKey().compareTo(wanted) >= 0)
			.map(Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	static DataSize maxMemory(AzurePlan plan) {
		return switch (plan) {
			case FLEX_CONSUMPTION -> DataSize.ofGigabytes(4);
			case CONSUMPTION -> DataSize.ofMegabytes(1536);
			case PREMIUM -> DataSize.ofGigabytes(14);
		};
	}

	// Limits above the number of instances that a plan ever has limit nothing.
	static int maxInstances(AzurePlan plan) {
		return switch (plan) {
			case FLEX_CONSUMPTION -> 1000;
			case CONSUMPTION -> 200;
			case PREMIUM -> 100;
		};
	}

	// Calls of one instance at a time with Flex Consumption, by its memory, unless told
	// otherwise.
	static int concurrency(@Nullable DataSize memory) {
		return switch (String.valueOf(of(AzurePlan.FLEX_CONSUMPTION, memory))) {
			case "512" -> 4;
			case "4096" -> 32;
			default -> 16;
		};
	}

	private static Map<DataSize, String> sizes(AzurePlan plan) {
		return switch (plan) {
			case FLEX_CONSUMPTION -> FLEX;
			case CONSUMPTION -> Map.of();
			case PREMIUM -> PREMIUM;
		};
	}

}
