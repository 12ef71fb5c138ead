package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

/**
 * Starts child processes, and ends all of them when closed.
 */
public final class ChildProcesses implements AutoCloseable {

	private static final Duration END = Duration.ofSeconds(5);

	private final @Nullable Guardian guardian;

	private final MemoryWatch watch;

	private final Set<Child> running = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	/**
	 * Without a process yet.
	 * @param scheduler where memory is measured
	 */
	public ChildProcesses(ScheduledExecutorService scheduler) {
		this(scheduler, Executables.ofThisMachine());
	}

	ChildProcesses(ScheduledExecutorService scheduler, Executables programs) {
		this.guardian = Guardian.startIfPossible(programs);
		this.watch = new MemoryWatch(scheduler);
	}

	/**
	 * Starts a process, in a group of its own where the machine can.
	 * @param spec what to start
	 * @return the running process
	 * @throws IOException if it cannot be started; the message says why
	 */
	public Child start(LaunchSpec spec) throws IOException {
		Child child = new Child(launch(spec), this.guardian, this.watch, spec.memoryLimit());
		this.running.add(child);
		child.begin();
		child.onExit(() -> this.running.remove(child));
		if (this.closed) {
			child.kill();
			throw new IOException("The platform is shutting down");
		}
		return child;
	}

	// in a group of its own it is started by another program, which tells on stderr
	private Process launch(LaunchSpec spec) throws IOException {
		try {
			return ForkGate.start(builder(spec));
		}
		catch (IOException ex) {
			throw (this.guardian != null) ? ex : new IOException(ExecFailure.of(spec.executable(), ex), ex);
		}
	}

	private ProcessBuilder builder(LaunchSpec spec) {
		String executable = spec.executable().toString();
		ProcessBuilder builder = (this.guardian != null)
				? new ProcessBuilder(this.guardian.setsid().toString(), executable) : new ProcessBuilder(executable);
		builder.environment().clear();
		builder.environment().putAll(spec.environment());
		builder.directory(spec.directory().toFile());
		builder.redirectError(ProcessBuilder.Redirect.appendTo(spec.errorLog().toFile()));
		return builder;
	}

	/**
	 * Kills every process that still runs.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.running.forEach(Child::kill);
		if (this.guardian != null) {
			this.guardian.close();
		}
		this.running.forEach((child) -> child.exitCode(END));
	}

}
