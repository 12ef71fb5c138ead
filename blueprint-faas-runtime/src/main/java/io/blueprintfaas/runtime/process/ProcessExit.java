package io.blueprintfaas.runtime.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process in bounded time, whatever its shutdown hooks do.
 */
public final class ProcessExit {

	private ProcessExit() {
	}

	/**
	 * Runs the shutdown hooks, which close the application, and ends the process; in the
	 * end without waiting for them any longer.
	 * @param status the exit status
	 * @param limit how long the hooks may take
	 */
	public static void with(int status, Duration limit) {
		Thread watch = new Thread(() -> haltAfter(limit, status), "faas-exit");
		watch.setDaemon(true);
		watch.start();
		System.exit(status);
	}

	private static void haltAfter(Duration limit, int status) {
		try {
			// Never counted down: the process ends first, or the time passes
			new CountDownLatch(1).await(limit.toMillis(), TimeUnit.MILLISECONDS);
			System.err.println("The application has not shut down after %d ms: its process ends without it"
				.formatted(limit.toMillis()));
		}
		catch (InterruptedException ex) {
			System.err.println("The process ends at once: the wait for its application was interrupted");
		}
		Runtime.getRuntime().halt(status);
	}

}
