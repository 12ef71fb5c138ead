package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The file to which a function's processes write their stderr.
 */
final class ErrorLog {

	private static final Log logger = LogFactory.getLog(ErrorLog.class);

	private static final int TAIL = 2048;

	private static final int LINE = 512;

	/** One file may be written to by many instances, of two versions at that. */
	private static final Object rotation = new Object();

	private final Path file;

	private final long most;

	/**
	 * The log of a function.
	 * @param file where it is
	 * @param most bytes after which it is started anew
	 */
	ErrorLog(Path file, long most) {
		this.file = file;
		this.most = most;
	}

	/**
	 * Something begins that may write to the log. If that has become too large, it is
	 * started anew.
	 * @return where the next line will be written; 0 if there is no file yet
	 */
	long begin() {
		if (size() > this.most) {
			synchronized (rotation) {
				rotate();
			}
		}
		return size();
	}

	private long size() {
		return this.file.toFile().length();
	}

	/**
	 * What was written since a position, or the last 2 KB of it.
	 * @param position from {@link #begin()}
	 * @return text; may be empty
	 */
	String since(long position) {
		long end = size();
		return read((position > end) ? 0 : position, end, TAIL).strip();
	}

	/**
	 * The last lines.
	 * @param lines how many
	 * @return text; may be empty
	 */
	String lastLines(int lines) {
		String text = read(0, size(), lines * LINE);
		String[] all = text.split("(?<=\n)");
		StringBuilder last = new StringBuilder();
		for (int i = Math.max(0, all.length - lines); i < all.length; i++) {
			last.append(all[i]);
		}
		return last.toString();
	}

	private String read(long from, long to, int most) {
		long start = Math.max(from, to - most);
		if (to <= start) {
			return "";
		}
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ)) {
			ByteBuffer bytes = ByteBuffer.allocate((int) (to - start));
			channel.read(bytes, start);
			return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			logger.warn("The log of a function cannot be read", ex);
			return "";
		}
	}

	// processes append, and so go on writing to the emptied file
	private void rotate() {
		if (size() <= this.most) {
			return;
		}
		try {
			Files.copy(this.file, this.file.resolveSibling(this.file.getFileName() + ".1"),
					StandardCopyOption.REPLACE_EXISTING);
			FileChannel.open(this.file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
		}
		catch (IOException ex) {
			logger.warn("The log of a function cannot be shortened", ex);
		}
	}

}
