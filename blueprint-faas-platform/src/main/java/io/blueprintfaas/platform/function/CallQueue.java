package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for an instance, the longest waiting first, each with a timer that
 * ends its waiting. Guarded by the lock of its pool.
 */
final class CallQueue {

	private final Deque<Call> calls = new ArrayDeque<>();

	private final Engine engine;

	private final Duration longest;

	private final Consumer<Call> giveUp;

	/**
	 * An empty queue.
	 * @param engine bounds and timers
	 * @param longest how long a call may wait
	 * @param giveUp what is done, outside the lock, with one that has waited too long
	 */
	CallQueue(Engine engine, Duration longest, Consumer<Call> giveUp) {
		this.engine = engine;
		this.longest = longest;
		this.giveUp = giveUp;
	}

	int size() {
		return this.calls.size();
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	/**
	 * Whether no further call may wait.
	 * @param starting instances on their way, each of which will take a call
	 * @return {@code true} if the bound is reached
	 */
	boolean isFull(int starting) {
		return this.calls.size() - starting >= this.engine.settings().queueBound();
	}

	void addLast(Call call) {
		this.calls.addLast(call);
		limitWaiting(call);
	}

	/**
	 * Puts a call back that was at the head.
	 * @param call the call
	 */
	void addFirst(Call call) {
		this.calls.addFirst(call);
		limitWaiting(call);
	}

	private void limitWaiting(Call call) {
		long limit = this.longest.minus(call.age()).toMillis();
		RequestDeadline deadline = call.request().deadline();
		if (deadline != null) {
			limit = Math.min(limit, deadline.remaining());
		}
		Future<?> timer = this.engine.scheduler()
			.schedule(() -> this.giveUp.accept(call), Math.max(0, limit), TimeUnit.MILLISECONDS);
		call.waitAtMost(timer);
	}

	@Nullable Call poll() {
		Call call = this.calls.pollFirst();
		if (call != null) {
			call.leaveQueue();
		}
		return call;
	}

	boolean remove(Call call) {
		boolean removed = this.calls.remove(call);
		if (removed) {
			call.leaveQueue();
		}
		return removed;
	}

	List<Call> removeAll() {
		List<Call> removed = new ArrayList<>(this.calls);
		this.calls.clear();
		removed.forEach(Call::leaveQueue);
		return removed;
	}

}
