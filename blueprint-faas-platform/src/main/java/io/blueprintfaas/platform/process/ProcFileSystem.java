package io.blueprintfaas.platform.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads what Linux tells of its processes. Where there is no {@code /proc}, it knows of
 * none.
 */
final class ProcFileSystem {

	private static final File ROOT = new File("/proc");

	private static final int GROUP = 2;

	private static final int RESIDENT_PAGES = 21;

	private final long pageSize;

	ProcFileSystem() {
		this.pageSize = readPageSize();
	}

	boolean isAvailable() {
		return this.pageSize > 0;
	}

	List<Long> processes() {
		List<Long> ids = new ArrayList<>();
		String[] names = ROOT.list();
		for (String name : (names != null) ? names : new String[0]) {
			if (Character.isDigit(name.charAt(0))) {
				ids.add(Long.parseLong(name));
			}
		}
		return ids;
	}

	/**
	 * Memory of one process, and its group.
	 * @param pid the process
	 * @return what was read, or {@code null} if it has ended
	 */
	@Nullable Usage usage(long pid) {
		String stat = read("/proc/" + pid + "/stat");
		int name = (stat != null) ? stat.lastIndexOf(')') : -1;
		if (stat == null || name < 0) {
			return null;
		}
		String[] fields = stat.substring(name + 2).split(" ");
		return new Usage(Long.parseLong(fields[GROUP]), Long.parseLong(fields[RESIDENT_PAGES]) * this.pageSize);
	}

	/**
	 * The most memory that a process has had.
	 * @param pid the process
	 * @return bytes, or 0 if it has ended
	 */
	long highWaterMark(long pid) {
		return kilobytes(read("/proc/" + pid + "/status"), "VmHWM:");
	}

	private static long readPageSize() {
		try (var lines = Files.lines(Path.of("/proc/self/smaps"))) {
			return lines.filter((line) -> line.startsWith("KernelPageSize:"))
				.findFirst()
				.map((line) -> kilobytes(line, "KernelPageSize:"))
				.orElse(0L);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static long kilobytes(@Nullable String text, String label) {
		int start = (text != null) ? text.indexOf(label) : -1;
		if (text == null || start < 0) {
			return 0;
		}
		int end = text.indexOf(" kB", start);
		return Long.parseLong(text.substring(start + label.length(), end).trim()) * 1024;
	}

	private static @Nullable String read(String file) {
		try {
			return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			// the process has ended, which is no error
			return null;
		}
	}

	/**
	 * What one process uses.
	 *
	 * @param group its process group
	 * @param resident bytes in memory
	 */
	record Usage(long group, long resident) {

	}

}
