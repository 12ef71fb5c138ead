package io.blueprintfaas.platform.function;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads what a process writes, up to a limit.
 */
final class AnswerReader {

	private final InputStream in;

	private final DataSize limit;

	private byte[] buffer = new byte[16 * 1024];

	private int start;

	private int end;

	AnswerReader(InputStream in, DataSize limit) {
		this.in = in;
		this.limit = limit;
	}

	/**
	 * Reads to the end.
	 * @param onFirst what to do when the first byte is there
	 * @return all bytes
	 * @throws IOException if reading fails or there are too many
	 */
	byte[] readAll(Runnable onFirst) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream(1024);
		for (int read = this.in.read(this.buffer); read >= 0; read = this.in.read(this.buffer)) {
			if (all.size() == 0) {
				onFirst.run();
			}
			all.write(this.buffer, 0, read);
			check(all.size());
		}
		return all.toByteArray();
	}

	/**
	 * Reads a line.
	 * @return the line without its end, or {@code null} if there is none
	 * @throws IOException if reading fails or the line is too long
	 */
	byte @Nullable [] readLine() throws IOException {
		int scanned = this.start;
		while (true) {
			for (int i = scanned; i < this.end; i++) {
				if (this.buffer[i] == '\n') {
					return take(i);
				}
			}
			scanned = fill();
			if (scanned < 0) {
				return null;
			}
		}
	}

	private byte[] take(int newline) {
		byte[] line = Arrays.copyOfRange(this.buffer, this.start, newline);
		this.start = newline + 1;
		if (this.start == this.end) {
			this.start = 0;
			this.end = 0;
		}
		return line;
	}

	// returns where the new bytes begin, or -1 at the end
	private int fill() throws IOException {
		if (this.start > 0) {
			System.arraycopy(this.buffer, this.start, this.buffer, 0, this.end - this.start);
			this.end -= this.start;
			this.start = 0;
		}
		if (this.end == this.buffer.length) {
			check(this.end);
			this.buffer = Arrays.copyOf(this.buffer, this.buffer.length * 2);
		}
		int from = this.end;
		int read = this.in.read(this.buffer, this.end, this.buffer.length - this.end);
		if (read < 0) {
			return -1;
		}
		this.end += read;
		return from;
	}

	/**
	 * Whether something was written that nobody asked for.
	 * @return {@code true} if bytes are left
	 * @throws IOException if the process is gone
	 */
	boolean hasMore() throws IOException {
		return this.start < this.end || this.in.available() > 0;
	}

	private void check(int size) throws IOException {
		if (size > this.limit.toBytes()) {
			throw new TooLargeException(
					"the answer is larger than its limit of %d bytes".formatted(this.limit.toBytes()));
		}
	}

	/**
	 * An answer that is not read to its end.
	 */
	static final class TooLargeException extends IOException {

		TooLargeException(String message) {
			super(message);
		}

	}

}
