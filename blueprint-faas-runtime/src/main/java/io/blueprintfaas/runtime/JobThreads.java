package io.blueprintfaas.runtime;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Daemon threads of one job, kept for a minute after their last call. Each call begins
 * with the application's class loader and without an interrupt, whatever the call before
 * it left behind.
 */
final class JobThreads extends ThreadPoolExecutor {

	private final @Nullable ClassLoader classLoader;

	JobThreads(String job, int limit, @Nullable ClassLoader classLoader) {
		super(0, limit, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), factory(job));
		this.classLoader = classLoader;
	}

	// The executor itself clears the interrupt, before this
	@Override
	protected void beforeExecute(Thread thread, Runnable work) {
		thread.setContextClassLoader(this.classLoader);
	}

	private static ThreadFactory factory(String job) {
		AtomicInteger made = new AtomicInteger();
		return (work) -> {
			String name = "faas-job-%s-%d".formatted(job, made.incrementAndGet());
			// Inherits nothing: what the thread of a request holds is not for later calls
			Thread thread = new Thread(null, work, name, 0, false);
			thread.setDaemon(true);
			return thread;
		};
	}

}
