package io.blueprintfaas.gcp;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Sizes and numbers of processors as GCP writes them.
 */
final class GcpQuantity {

	private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)(m|k|M|G|Ki|Mi|Gi)?");

	private static final Map<String, BigDecimal> UNITS = Map.of("m", new BigDecimal("0.001"), "k",
			BigDecimal.valueOf(1_000), "M", BigDecimal.valueOf(1_000_000), "G", BigDecimal.valueOf(1_000_000_000), "Ki",
			BigDecimal.valueOf(1L << 10), "Mi", BigDecimal.valueOf(1L << 20), "Gi", BigDecimal.valueOf(1L << 30));

	private GcpQuantity() {
	}

	// Null if it is empty or in no form that is known.
	static @Nullable Long bytes(String text) {
		BigDecimal value = number(text);
		return (value != null) ? value.longValue() : null;
	}

	// The same with fractions, for processors.
	static @Nullable BigDecimal number(String text) {
		Matcher matcher = QUANTITY.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		BigDecimal number = new BigDecimal(matcher.group(1));
		String unit = matcher.group(2);
		return ((unit != null) ? number.multiply(UNITS.get(unit)) : number).stripTrailingZeros();
	}

	static String of(DataSize size) {
		long megabytes = size.toMegabytes();
		return (megabytes % 1024 == 0) ? (megabytes / 1024) + "Gi" : megabytes + "Mi";
	}

	static String of(BigDecimal number) {
		return number.stripTrailingZeros().toPlainString();
	}

}
