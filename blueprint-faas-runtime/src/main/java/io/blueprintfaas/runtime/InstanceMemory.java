package io.blueprintfaas.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Measures the largest resident memory this process has had so far, heap and everything
 * else, as the operating system counts it. Linux tells it; elsewhere it stays unknown.
 */
final class InstanceMemory {

	private static final String PEAK = "VmHWM:";

	// Reading costs about 13 us, as much as a small call
	private static final long FRESH = Duration.ofMillis(10).toNanos();

	private final Path status;

	private volatile @Nullable Reading last;

	InstanceMemory(Path status) {
		this.status = status;
	}

	static InstanceMemory ofThisProcess() {
		return new InstanceMemory(Path.of("/proc/self/status"));
	}

	/**
	 * The largest resident memory, measured at most 10 milliseconds ago.
	 * @return the memory, or {@code null} if the operating system does not tell
	 */
	@Nullable DataSize peak() {
		Reading reading = this.last;
		if (reading == null || System.nanoTime() - reading.taken() > FRESH) {
			reading = new Reading(System.nanoTime(), read());
			this.last = reading;
		}
		return reading.peak();
	}

	private @Nullable DataSize read() {
		try {
			return parse(Files.readString(this.status, StandardCharsets.ISO_8859_1));
		}
		catch (IOException | SecurityException ex) {
			return null;
		}
	}

	private static @Nullable DataSize parse(String status) {
		return status.lines()
			.filter((line) -> line.startsWith(PEAK) && line.endsWith(" kB"))
			.map((line) -> line.substring(PEAK.length(), line.length() - 3).trim())
			.map((kilobytes) -> DataSize.ofKilobytes(Long.parseLong(kilobytes)))
			.findFirst()
			.orElse(null);
	}

	private record Reading(long taken, @Nullable DataSize peak) {
	}

}
