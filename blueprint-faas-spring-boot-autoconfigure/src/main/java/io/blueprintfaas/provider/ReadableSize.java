package io.blueprintfaas.provider;

import java.util.Locale;

import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Sizes as people read them.
 */
public final class ReadableSize {

	private static final long ENOUGH = 10;

	private static final String[] SUFFIXES = { "B", "KB", "MB", "GB", "TB" };

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

	/**
	 * Text for a size as it would be configured: exact, in the largest unit that is.
	 * @param size the size
	 * @return for example {@code 100B}, {@code 1536MB} or {@code 50GB}
	 */
	public static String exact(DataSize size) {
		long bytes = size.toBytes();
		DataUnit[] units = DataUnit.values();
		for (int i = units.length - 1; i > 0; i--) {
			long unit = DataSize.of(1, units[i]).toBytes();
			if (bytes != 0 && bytes % unit == 0) {
				return bytes / unit + SUFFIXES[i];
			}
		}
		return bytes + SUFFIXES[0];
	}

}
