package io.blueprintfaas.provider;

import java.util.Locale;

import org.springframework.util.unit.DataSize;

/**
 * Sizes as people read them.
 */
public final class ReadableSize {

	private static final long ENOUGH = 10;

	private ReadableSize() {
	}

	/**
	 * Text for a size, in units of 1024.
	 * @param size the size
	 * @return for example {@code 512 B}, {@code 45 KB} or {@code 25.8 MB}
	 */
	public static String of(DataSize size) {
		if (size.toKilobytes() < ENOUGH) {
			return "%d B".formatted(size.toBytes());
		}
		if (size.toMegabytes() < 1) {
			return "%d KB".formatted(size.toKilobytes());
		}
		return String.format(Locale.ROOT, "%.1f MB", (double) size.toBytes() / DataSize.ofMegabytes(1).toBytes());
	}

}
