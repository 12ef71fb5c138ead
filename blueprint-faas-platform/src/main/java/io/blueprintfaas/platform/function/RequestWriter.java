package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to a process. A large one is written by another thread, because the
 * process may answer before it has read everything.
 */
final class RequestWriter {

	private static final Log logger = LogFactory.getLog(RequestWriter.class);

	/** What every pipe takes without a reader. */
	private static final int PIPE = 4096;

	private final OutputStream out;

	private final ExecutorService writers;

	private @Nullable Future<?> writing;

	RequestWriter(OutputStream out, ExecutorService writers) {
		this.out = out;
		this.writers = writers;
	}

	/**
	 * Writes a line.
	 * @param request what to write
	 * @throws IOException if the process does not take it
	 */
	void writeLine(CallRequest request) throws IOException {
		if (request.line().length < PIPE) {
			write(request);
		}
		else {
			this.writing = this.writers.submit(() -> writeQuietly(request, false));
		}
	}

	/**
	 * Writes everything there is to write. A process need not read it.
	 * @param request what to write
	 */
	void writeAll(CallRequest request) {
		if (request.line().length < PIPE) {
			writeQuietly(request, true);
		}
		else {
			this.writers.execute(() -> writeQuietly(request, true));
		}
	}

	/**
	 * Waits until the line is written, which was answered.
	 * @param atMost how long
	 * @return {@code false} if the process has left some of it unread
	 */
	boolean awaitWritten(Duration atMost) {
		Future<?> last = this.writing;
		this.writing = null;
		try {
			if (last != null) {
				last.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
			}
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.debug("A process answered a request that it has not read to its end", ex);
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void writeQuietly(CallRequest request, boolean close) {
		try {
			write(request);
			if (close) {
				this.out.close();
			}
		}
		catch (IOException ex) {
			// whether it matters, its answer tells
			logger.debug("A process did not read its request to the end", ex);
		}
	}

	private void write(CallRequest request) throws IOException {
		request.write(this.out);
		this.out.write('\n');
		this.out.flush();
	}

}
