package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Repeats what failed, with growing pauses: 6 attempts within 1.6 seconds. What still
 * fails then does so for good, for Lambda is on the same machine.
 */
final class Attempts {

	private static final Log logger = LogFactory.getLog(Attempts.class);

	private static final int LIMIT = 6;

	private static final long FIRST_PAUSE = 50;

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Runs something until it succeeds.
	 * @param <T> type of the result
	 * @param action what to run
	 * @return its result
	 * @throws IOException what the last attempt failed with, or one that was refused, or
	 * the first after this was closed
	 */
	<T> T of(Action<T> action) throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				return action.run();
			}
			catch (IOException ex) {
				boolean refused = ex instanceof RuntimeApiException status && status.isRefusal();
				if (refused || attempt == LIMIT || closedWithin(FIRST_PAUSE << (attempt - 1))) {
					throw ex;
				}
				logger.warn("Lambda's Runtime API failed, and is asked again", ex);
			}
		}
	}

	private boolean closedWithin(long millis) {
		try {
			return this.closed.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	boolean isClosed() {
		return this.closed.getCount() == 0;
	}

	void close() {
		this.closed.countDown();
	}

	/**
	 * What may fail.
	 *
	 * @param <T> type of the result
	 */
	@FunctionalInterface
	interface Action<T> {

		T run() throws IOException;

	}

}
