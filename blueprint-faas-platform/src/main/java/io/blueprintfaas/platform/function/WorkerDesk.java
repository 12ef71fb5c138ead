package io.blueprintfaas.platform.function;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Where the workers of a pool say how they are, and get their calls.
 */
final class WorkerDesk {

	private final Engine engine;

	private final PoolState state;

	private final InstanceStarts starts;

	private final StartHealth health;

	private final long idleTime;

	/**
	 * The desk of a pool.
	 * @param engine limits over all pools
	 * @param state what the pool's lock guards
	 * @param starts starts instances
	 * @param health what is known of starting them
	 * @param idleTime nanoseconds after which an instance without calls may end
	 */
	WorkerDesk(Engine engine, PoolState state, InstanceStarts starts, StartHealth health, long idleTime) {
		this.engine = engine;
		this.state = state;
		this.starts = starts;
		this.health = health;
		this.idleTime = idleTime;
	}

	/**
	 * What is known of starting instances.
	 * @return to be told
	 */
	StartHealth health() {
		return this.health;
	}

	/**
	 * Whether calls wait for an instance that is to be started now.
	 * @return {@code false} if others have taken them
	 */
	boolean isStillNeeded() {
		return this.state.locked(() -> !this.state.waiting().isEmpty());
	}

	/**
	 * An instance takes calls from now on.
	 * @param worker its worker
	 */
	void started(Worker worker) {
		this.state.lockedRun(() -> this.state.workers().becomeReady(worker));
	}

	/**
	 * Waits for the next call.
	 * @param worker who waits
	 * @return a call, or {@code null} if the instance is to be ended
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable Call next(Worker worker) throws InterruptedException {
		this.state.lock();
		try {
			if (worker.seat().state() == Seat.State.LEFT) {
				return null;
			}
			Call call = this.state.waiting().poll();
			return (call == null && !this.state.isRetired()) ? await(worker) : call;
		}
		finally {
			this.state.unlock();
		}
	}

	// an instance beyond those to keep warm ends if it is idle for long, or at once if
	// another function waits for its slot
	private @Nullable Call await(Worker worker) throws InterruptedException {
		long left = this.engine.slots().isContested() ? 0 : this.idleTime;
		this.state.workers().becomeIdle(worker);
		while (worker.seat().isToWait()) {
			if (left > 0) {
				left = worker.seat().awaitNanos(left);
			}
			else if (this.starts.hasSpare()) {
				this.state.workers().dismiss(worker);
			}
			else {
				left = this.idleTime;
			}
		}
		this.state.workers().becomeBusy(worker);
		return worker.seat().takeCall();
	}

	/**
	 * Puts a call back that an instance could not take.
	 * @param call the call
	 */
	void giveAnotherInstance(Call call) {
		this.state.lockedRun(() -> {
			if (!this.state.assignToIdle(call)) {
				this.state.waiting().addFirst(call);
				this.starts.forWaiting();
			}
		});
	}

	/**
	 * Ends a worker as soon as it has nothing to do.
	 * @param worker the worker
	 */
	void dismiss(Worker worker) {
		this.state.lockedRun(() -> this.state.workers().dismiss(worker));
	}

	/**
	 * A worker has no instance any more.
	 * @param worker the worker; leaving twice is leaving once
	 */
	void leave(Worker worker) {
		giveBackSlot(this.state.locked(() -> {
			boolean removed = remove(worker);
			if (removed) {
				this.starts.forWaiting();
				this.state.completeIfDrained();
			}
			return removed;
		}));
	}

	/**
	 * An instance did not become ready. If there is no other, nothing can run the calls
	 * that wait.
	 * @param worker its worker
	 * @param failure why not
	 */
	void startFailed(Worker worker, PlatformException failure) {
		boolean removed = false;
		List<Call> hopeless = List.of();
		this.health.startFailed(failure);
		this.state.lock();
		try {
			removed = remove(worker);
			if (this.state.workers().isEmpty()) {
				hopeless = this.state.waiting().removeAll();
				this.state.completeIfDrained();
			}
		}
		finally {
			this.state.unlock();
		}
		giveBackSlot(removed);
		hopeless.forEach((call) -> call.fail(failure));
	}

	private boolean remove(Worker worker) {
		boolean removed = this.state.workers().remove(worker);
		if (removed) {
			this.starts.ended(worker);
		}
		return removed;
	}

	// outside the lock, for it makes other pools start instances
	private void giveBackSlot(boolean removed) {
		if (removed) {
			this.engine.slots().giveBack();
		}
	}

}
