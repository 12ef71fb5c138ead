package io.blueprintfaas.wire;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.JobKey;

/**
 * Messages by chance, the same for the same seed.
 */
final class RandomMessages {

	private RandomMessages() {
	}

	static WireRequest request(Random random) {
		if (random.nextBoolean()) {
			return new WireRequest(WireVersion.V1_0, jobId(random), bytes(random), null, null, Map.of(), null, false);
		}
		Long deadline = random.nextBoolean() ? (long) random.nextInt(1_000_000) : null;
		return new WireRequest(WireVersion.V1_1, jobId(random), bytes(random), optionalText(random), deadline,
				headers(random), optionalText(random), random.nextBoolean());
	}

	static WireResponse response(Random random, WireVersion version) {
		FaasMetrics metrics = (version == WireVersion.V1_1) ? metrics(random) : FaasMetrics.NONE;
		if (random.nextBoolean()) {
			return WireResponse.success(jobId(random), bytes(random), metrics);
		}
		boolean extended = version == WireVersion.V1_1;
		return WireResponse.failure(jobId(random), text(random), extended ? optionalText(random) : null,
				extended ? optionalText(random) : null, metrics);
	}

	static FaasMetrics metrics(Random random) {
		return new FaasMetrics(null, duration(random), duration(random),
				random.nextBoolean() ? random.nextBoolean() : null, duration(random),
				random.nextBoolean() ? DataSize.ofMegabytes(random.nextInt(5000)) : null, optionalText(random));
	}

	private static @Nullable Duration duration(Random random) {
		return random.nextBoolean() ? Duration.of(random.nextInt(Integer.MAX_VALUE), ChronoUnit.MICROS) : null;
	}

	private static long jobId(Random random) {
		return random.nextLong() & JobKey.MAX_ID;
	}

	private static byte[] bytes(Random random) {
		byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 5 : 500)];
		int bound = 1 + random.nextInt(256);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) random.nextInt(bound);
		}
		return bytes;
	}

	private static Map<String, String> headers(Random random) {
		Map<String, String> headers = new LinkedHashMap<>();
		for (int i = random.nextInt(3); i > 0; i--) {
			headers.put(text(random), text(random));
		}
		return headers;
	}

	private static @Nullable String optionalText(Random random) {
		return random.nextBoolean() ? text(random) : null;
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(20); i > 0; i--) {
			int range = switch (random.nextInt(4)) {
				case 0 -> 0x20;
				case 1 -> 0x100;
				case 2 -> 0xD800;
				default -> 0x80;
			};
			text.appendCodePoint(random.nextInt(range));
			if (random.nextInt(10) == 0) {
				text.appendCodePoint(Character.MIN_SUPPLEMENTARY_CODE_POINT + random.nextInt(0x10000));
			}
		}
		return text.toString();
	}

}
