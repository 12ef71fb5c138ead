package io.blueprintfaas.runtime.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes, without ever making text of them.
 */
public final class LineReader {

	private final InputStream in;

	private final byte[] buffer = new byte[64 * 1024];

	private int position;

	private int limit;

	/**
	 * A reader.
	 * @param in what to read from; nobody else may
	 */
	public LineReader(InputStream in) {
		this.in = in;
	}

	/**
	 * The next line.
	 * @return the line without its end, or {@code null} if there is none any more; what
	 * follows the last line end is a line too unless it is empty
	 * @throws IOException if reading fails
	 */
	public byte @Nullable [] readLine() throws IOException {
		if (!fill()) {
			return null;
		}
		int end = lineEnd();
		return (end >= 0) ? take(end) : readLong();
	}

	private byte[] readLong() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(2 * this.buffer.length);
		int end = -1;
		while (end < 0 && fill()) {
			end = lineEnd();
			int stop = (end >= 0) ? end : this.limit;
			line.write(this.buffer, this.position, stop - this.position);
			this.position = (end >= 0) ? end + 1 : this.limit;
		}
		return line.toByteArray();
	}

	private byte[] take(int end) {
		byte[] line = Arrays.copyOfRange(this.buffer, this.position, end);
		this.position = end + 1;
		return line;
	}

	private int lineEnd() {
		for (int i = this.position; i < this.limit; i++) {
			if (this.buffer[i] == '\n') {
				return i;
			}
		}
		return -1;
	}

	private boolean fill() throws IOException {
		if (this.position == this.limit) {
			this.position = 0;
			this.limit = Math.max(0, this.in.read(this.buffer));
		}
		return this.position < this.limit;
	}

}
