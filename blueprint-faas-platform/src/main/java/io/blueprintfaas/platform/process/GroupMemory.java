package io.blueprintfaas.platform.process;

import org.jspecify.annotations.Nullable;

/**
 * Memory of one process group: its limit, its highest value, and whether it went over.
 */
final class GroupMemory {

	private final long pid;

	private final long limit;

	private final Runnable onExcess;

	private volatile boolean busy;

	private volatile long peak;

	private volatile @Nullable Long excess;

	GroupMemory(long pid, long limit, Runnable onExcess) {
		this.pid = pid;
		this.limit = limit;
		this.onExcess = onExcess;
	}

	long pid() {
		return this.pid;
	}

	boolean isBusy() {
		return this.busy;
	}

	void setBusy(boolean busy) {
		this.busy = busy;
	}

	/**
	 * The highest value seen.
	 * @return bytes, or {@code null} if nothing was measured
	 */
	@Nullable Long peak() {
		return (this.peak > 0) ? Long.valueOf(this.peak) : null;
	}

	/**
	 * What was measured when the limit was passed.
	 * @return bytes, or {@code null} if it was not
	 */
	@Nullable Long excess() {
		return this.excess;
	}

	synchronized void record(long bytes) {
		this.peak = Math.max(this.peak, bytes);
		if (bytes > this.limit && this.excess == null) {
			this.excess = bytes;
			this.onExcess.run();
		}
	}

}
