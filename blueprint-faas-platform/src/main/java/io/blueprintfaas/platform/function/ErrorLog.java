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

	private final Path file;

	ErrorLog(Path file) {
		this.file = file;
	}

	/**
	 * Where the next line will be written.
	 * @return bytes from the beginning; 0 if there is no file yet
	 */
	long position() {
		return this.file.toFile().length();
	}

	/**
	 * What was written since a position, or the last 2 KB of it.
	 * @param position from {@link #position()}
	 * @return text; may be empty
	 */
	String since(long position) {
		long end = position();
		return read((position > end) ? 0 : position, end, TAIL).strip();
	}

	/**
	 * The last lines.
	 * @param lines how many
	 * @return text; may be empty
	 */
	String lastLines(int lines) {
		String text = read(0, position(), lines * LINE);
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

	/**
	 * Starts the file anew if it has become too large. Processes append, and so go on
	 * writing to the emptied file.
	 * @param most bytes that it may have
	 */
	void limit(long most) {
		if (position() <= most) {
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
