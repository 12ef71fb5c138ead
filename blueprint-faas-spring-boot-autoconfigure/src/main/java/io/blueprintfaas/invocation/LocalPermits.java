package io.blueprintfaas.invocation;

/**
 * How many calls of a job run here. When no permit is left, calls go elsewhere until some
 * calls here have ended: otherwise each end would bring one call home and send the next
 * away.
 */
final class LocalPermits {

	private final int permits;

	private final int returnAt;

	private int taken;

	private boolean overflowing;

	LocalPermits(int permits, int returnAt) {
		this.permits = permits;
		this.returnAt = returnAt;
	}

	synchronized boolean tryAcquire() {
		if (this.overflowing && this.taken > this.returnAt) {
			return false;
		}
		this.overflowing = this.taken >= this.permits;
		if (!this.overflowing) {
			this.taken++;
		}
		return !this.overflowing;
	}

	synchronized void release() {
		this.taken--;
	}

	synchronized int taken() {
		return this.taken;
	}

}
