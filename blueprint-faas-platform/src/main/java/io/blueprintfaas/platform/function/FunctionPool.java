package io.blueprintfaas.platform.function;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.blueprintfaas.platform.deployment.Deployment;

/**
 * The instances of one deployed version and the calls that wait for them. A call belongs
 * to no instance: whichever is free or ready first takes the call that has waited
 * longest. There are waiting calls only while no instance is idle.
 */
final class FunctionPool {

	private final Deployment deployment;

	private final StartHealth health = new StartHealth();

	private final PoolState state;

	private final InstanceStarts starts;

	FunctionPool(Deployment deployment, Engine engine) {
		this.deployment = deployment;
		this.state = new PoolState(this, engine, new CallQueue(engine, deployment.config().timeout(), this::giveUp));
		this.starts = new InstanceStarts(this, deployment, engine, this.state);
		engine.slots().add(this);
	}

	/**
	 * What is known of starting its instances.
	 * @return a live view
	 */
	StartHealth health() {
		return this.health;
	}

	/**
	 * Completed when the pool is retired and nothing runs in it any more.
	 * @return a future
	 */
	CompletableFuture<Void> drained() {
		return this.state.drained();
	}

	/**
	 * Takes a call, which then ends in any case.
	 * @param call the call
	 * @return {@code false} if this pool is retired and did not take it
	 */
	boolean submit(Call call) {
		this.state.lock();
		try {
			if (this.state.isRetired()) {
				return false;
			}
			if (!this.state.assignToIdle(call)) {
				enqueue(call);
			}
			return true;
		}
		finally {
			this.state.unlock();
		}
	}

	private void enqueue(Call call) {
		CallQueue waiting = this.state.waiting();
		if (waiting.isFull(this.starts.onTheirWay())) {
			call.fail(Refusals.queueFull(this.deployment, waiting.size()));
			return;
		}
		waiting.addLast(call);
		this.starts.forWaiting();
	}

	private void giveUp(Call call) {
		if (removeWaiting(call)) {
			call.fail(Refusals.waitedTooLong(this.deployment, call));
		}
	}

	/**
	 * Takes a call out of the queue.
	 * @param call the call
	 * @return {@code false} if it does not wait
	 */
	boolean removeWaiting(Call call) {
		return this.state.locked(() -> {
			boolean removed = this.state.waiting().remove(call);
			this.state.completeIfDrained();
			return removed;
		});
	}

	/**
	 * Starts instances for calls that wait, as far as the limits allow.
	 */
	void grow() {
		this.state.lockedRun(this.starts::forWaiting);
	}

	/**
	 * Starts instances that no call waits for.
	 * @param count how many instances there should be
	 * @return those that are being started now; fewer if the limits do not allow more
	 */
	List<Worker> ensure(int count) {
		return this.state.locked(() -> this.starts.upTo(count));
	}

	/**
	 * The instances that are being started and that no call waits for.
	 * @return their workers
	 */
	List<Worker> warming() {
		return this.state.locked(this.state.workers()::warming);
	}

	/**
	 * How many instances are ready.
	 * @return a number from 0 to the concurrency
	 */
	int readyInstances() {
		return this.state.locked(this.state.workers()::ready);
	}

	/**
	 * Ends the instance that has been idle for longest, unless it is to be kept.
	 * @return whether there was one
	 */
	boolean endAnIdleInstance() {
		return this.state.locked(() -> this.starts.hasSpare() && this.state.workers().dismissLongestIdle());
	}

	/**
	 * Takes no call any more; those it has taken are run.
	 */
	void retire() {
		this.state.lockedRun(() -> {
			this.starts.stopWarming();
			this.state.retire();
		});
	}

	/**
	 * Kills every instance and ends every call.
	 */
	void abort() {
		List<Call> lost;
		List<Worker> killed;
		this.state.lock();
		try {
			this.starts.stopWarming();
			lost = this.state.waiting().removeAll();
			killed = this.state.workers().copy();
			this.state.retire();
		}
		finally {
			this.state.unlock();
		}
		lost.forEach((call) -> call.fail(Refusals.shuttingDown()));
		killed.forEach(Worker::kill);
	}

}
