package io.blueprintfaas.platform.function;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.CustomizableThreadCreator;

import io.blueprintfaas.platform.process.ChildProcesses;

/**
 * What all functions share: threads, processes, and the limits over all of them.
 */
final class Engine implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Engine.class);

	private final EngineSettings settings;

	private final ScheduledThreadPoolExecutor scheduler;

	private final ExecutorService writers = Executors.newCachedThreadPool(threads("blueprint-writer-"));

	private final ChildProcesses processes;

	private final InstanceSlots slots;

	private final Semaphore starts;

	Engine(EngineSettings settings) {
		this.settings = settings;
		this.scheduler = new ScheduledThreadPoolExecutor(2, threads("blueprint-timer-"));
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.processes = new ChildProcesses(this.scheduler);
		this.slots = new InstanceSlots(settings.maxInstances(), this.scheduler);
		this.starts = new Semaphore(settings.maxStarting(), true);
	}

	EngineSettings settings() {
		return this.settings;
	}

	ScheduledThreadPoolExecutor scheduler() {
		return this.scheduler;
	}

	/**
	 * Writes requests that may not fit into a pipe.
	 * @return daemon threads; never more at once than calls that run
	 */
	ExecutorService writers() {
		return this.writers;
	}

	ChildProcesses processes() {
		return this.processes;
	}

	InstanceSlots slots() {
		return this.slots;
	}

	Semaphore starts() {
		return this.starts;
	}

	/**
	 * Lets the calls that were taken, also by versions that were replaced, end within the
	 * grace period, and then ends everything.
	 */
	@Override
	public void close() {
		List<FunctionPool> pools = this.slots.pools();
		pools.forEach(FunctionPool::retire);
		awaitDrained(pools);
		pools.forEach(FunctionPool::abort);
		this.processes.close();
		this.scheduler.shutdownNow();
		this.writers.shutdownNow();
	}

	private void awaitDrained(List<FunctionPool> pools) {
		CompletableFuture<?>[] drained = pools.stream().map(FunctionPool::drained).toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.allOf(drained).get(this.settings.gracePeriod().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("Calls that still ran after the grace period are ended");
		}
		catch (ExecutionException ex) {
			logger.warn("Functions were not drained", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadCreator creator = new CustomizableThreadCreator(prefix);
		creator.setDaemon(true);
		return creator::createThread;
	}

}
