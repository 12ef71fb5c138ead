package io.blueprintfaas.platform.function;

import java.util.concurrent.locks.Condition;

import org.jspecify.annotations.Nullable;

/**
 * What a pool knows of one of its workers, and where it leaves calls for it. Guarded by
 * the lock of the pool.
 */
final class Seat {

	private final Condition wake;

	private State state = State.STARTING;

	private @Nullable Call assigned;

	Seat(Condition wake) {
		this.wake = wake;
	}

	State state() {
		return this.state;
	}

	void enter(State next) {
		this.state = next;
		this.wake.signal();
	}

	void assign(Call call) {
		this.assigned = call;
		this.wake.signal();
	}

	/**
	 * Whether the worker has nothing to do but to wait.
	 * @return {@code false} if there is a call for it, or it has to end
	 */
	boolean isToWait() {
		return this.assigned == null && this.state == State.READY;
	}

	/**
	 * Waits to be assigned a call, or to be told to end.
	 * @param nanos how long
	 * @return how much of that is left
	 * @throws InterruptedException if the thread is interrupted
	 */
	long awaitNanos(long nanos) throws InterruptedException {
		return this.wake.awaitNanos(nanos);
	}

	@Nullable Call takeCall() {
		Call call = this.assigned;
		this.assigned = null;
		return call;
	}

	/**
	 * How far a worker is.
	 */
	enum State {

		/** Its instance takes no calls yet. */
		STARTING,

		/** Its instance runs a call or waits for one. */
		READY,

		/** It ends as soon as it has nothing to do. */
		ENDING,

		/** The pool does not know it any more. */
		LEFT

	}

}
