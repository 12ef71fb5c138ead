package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes requests to a process. A large one is written by another thread, because the
 * process may answer before it has read everything.
 */
final class RequestWriter {

	private static final Log logger = LogFactory.getLog(RequestWriter.class);

	/** What every pipe takes without a reader. */
	private static final int PIPE = 4096;

	private final OutputStream out;

	private final Executor writers;

	RequestWriter(OutputStream out, Executor writers) {
		this.out = out;
		this.writers = writers;
	}

	/**
	 * Writes a line.
	 * @param line the line without its end
	 * @throws IOException if the process does not take it
	 */
	void writeLine(byte[] line) throws IOException {
		if (line.length < PIPE) {
			write(line);
			return;
		}
		this.writers.execute(() -> writeQuietly(line, false));
	}

	/**
	 * Writes everything there is to write. A process need not read it.
	 * @param content all bytes
	 */
	void writeAll(byte[] content) {
		if (content.length < PIPE) {
			writeQuietly(content, true);
			return;
		}
		this.writers.execute(() -> writeQuietly(content, true));
	}

	private void writeQuietly(byte[] content, boolean close) {
		try {
			write(content);
			if (close) {
				this.out.close();
			}
		}
		catch (IOException ex) {
			// whether it matters, its answer tells
			logger.debug("A process did not read its request to the end", ex);
		}
	}

	private void write(byte[] content) throws IOException {
		this.out.write(content);
		this.out.write('\n');
		this.out.flush();
	}

}
