package io.blueprintfaas.platform.function;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

import org.springframework.util.CustomizableThreadCreator;

import io.blueprintfaas.platform.process.ChildProcesses;

/**
 * What all functions share: threads, processes, and the limits over all of them.
 */
final class Engine implements AutoCloseable {

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

	@Override
	public void close() {
		this.scheduler.shutdownNow();
		this.processes.close();
		this.writers.shutdownNow();
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadCreator creator = new CustomizableThreadCreator(prefix);
		creator.setDaemon(true);
		return creator::createThread;
	}

}
