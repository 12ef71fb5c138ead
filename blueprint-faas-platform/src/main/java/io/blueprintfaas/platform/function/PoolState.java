package io.blueprintfaas.platform.function;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the lock of a pool guards: calls, workers, and whether the pool still takes calls.
 * All but {@link #locked} is for holders of the lock.
 */
final class PoolState {

	private final ReentrantLock lock = new ReentrantLock();

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	private final FunctionPool pool;

	private final Engine engine;

	private final CallQueue waiting;

	private final Workers workers = new Workers();

	private boolean retired;

	PoolState(FunctionPool pool, Engine engine, CallQueue waiting) {
		this.pool = pool;
		this.engine = engine;
		this.waiting = waiting;
	}

	<T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	void lockedRun(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	void lock() {
		this.lock.lock();
	}

	void unlock() {
		this.lock.unlock();
	}

	Condition newCondition() {
		return this.lock.newCondition();
	}

	CallQueue waiting() {
		return this.waiting;
	}

	Workers workers() {
		return this.workers;
	}

	/**
	 * Gives a call to an idle worker.
	 * @param call the call
	 * @return {@code false} if there is none
	 */
	boolean assignToIdle(Call call) {
		Worker idle = this.workers.pollIdle();
		if (idle != null) {
			idle.seat().assign(call);
		}
		return idle != null;
	}

	boolean isRetired() {
		return this.retired;
	}

	void retire() {
		this.retired = true;
		this.workers.dismissIdle();
		completeIfDrained();
	}

	/**
	 * Completed when the pool is retired and nothing runs in it any more.
	 * @return a future
	 */
	CompletableFuture<Void> drained() {
		return this.drained;
	}

	void completeIfDrained() {
		if (this.retired && this.workers.isEmpty() && this.waiting.isEmpty()) {
			this.engine.slots().remove(this.pool);
			completeDrained();
		}
	}

	private void completeDrained() {
		try {
			this.drained.completeAsync(() -> null, this.engine.writers());
		}
		catch (RejectedExecutionException ex) {
			// the platform has been closed, and with it the other threads
			this.drained.complete(null);
		}
	}

}
