package io.blueprintfaas.platform.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A running child process, and all that it started.
 */
public final class Child {

	private final Process process;

	private final @Nullable Guardian guardian;

	private final MemoryWatch watch;

	private final GroupMemory memory;

	Child(Process process, @Nullable Guardian guardian, MemoryWatch watch, long memoryLimit) {
		this.process = process;
		this.guardian = guardian;
		this.watch = watch;
		this.memory = new GroupMemory(process.pid(), memoryLimit, this::kill);
	}

	void begin() {
		if (this.guardian != null) {
			this.guardian.watch(this.process.pid());
		}
		this.watch.add(this.memory);
		this.process.onExit().thenRun(this::ended);
	}

	private void ended() {
		if (this.guardian != null) {
			this.guardian.killAndForget(this.process.pid());
		}
		this.watch.remove(this.memory);
	}

	/**
	 * Identity of the process.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * What the process reads.
	 * @return its stdin
	 */
	public OutputStream stdin() {
		return this.process.getOutputStream();
	}

	/**
	 * What the process writes.
	 * @return its stdout
	 */
	public InputStream stdout() {
		return this.process.getInputStream();
	}

	/**
	 * Whether the process runs.
	 * @return {@code false} once it has ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Runs something when the process has ended.
	 * @param action what to run, in a thread of its own
	 */
	public void onExit(Runnable action) {
		this.process.onExit().thenRun(action);
	}

	/**
	 * Kills the process and all that it started. Returns at once.
	 */
	public void kill() {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		if (this.guardian != null) {
			this.guardian.kill(this.process.pid());
		}
		this.process.destroyForcibly();
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

	/**
	 * Waits for the end of the process.
	 * @param atMost how long
	 * @return the exit code, or empty if it runs still
	 */
	public OptionalInt exitCode(Duration atMost) {
		try {
			boolean ended = this.process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
			return ended ? OptionalInt.of(this.process.exitValue()) : OptionalInt.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return OptionalInt.empty();
		}
	}

	/**
	 * Says whether the process is at work, and so has to be measured.
	 * @param busy whether it is
	 */
	public void setBusy(boolean busy) {
		this.memory.setBusy(busy);
	}

	/**
	 * Measures its memory now.
	 */
	public void measureMemory() {
		this.watch.measureLeader(this.memory);
	}

	/**
	 * The most memory that was measured.
	 * @return bytes, or {@code null} if nothing was measured
	 */
	public @Nullable Long peakMemory() {
		return this.memory.peak();
	}

	/**
	 * The memory for which it was killed.
	 * @return bytes, or {@code null} if it was not killed for its memory
	 */
	public @Nullable Long memoryExcess() {
		return this.memory.excess();
	}

}
