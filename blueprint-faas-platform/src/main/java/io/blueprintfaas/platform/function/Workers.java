package io.blueprintfaas.platform.function;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool, and which of them have nothing to do. Guarded by the lock of the
 * pool.
 */
final class Workers {

	private final Set<Worker> all = new LinkedHashSet<>();

	/** The last to become idle is the first to be used, so that the others may end. */
	private final Deque<Worker> idle = new ArrayDeque<>();

	private int starting;

	private int ready;

	int size() {
		return this.all.size();
	}

	boolean isEmpty() {
		return this.all.isEmpty();
	}

	int starting() {
		return this.starting;
	}

	/**
	 * How many have an instance that takes calls. One that was told to end is none of
	 * them, even while it has not ended: it must not be counted when the next is asked.
	 * @return a number from 0 to {@link #size()}
	 */
	int ready() {
		return this.ready;
	}

	List<Worker> copy() {
		return List.copyOf(this.all);
	}

	/**
	 * Those that are being started whether a call waits for them or not.
	 * @return workers that will be ready, or say why not
	 */
	List<Worker> warming() {
		return this.all.stream()
			.filter((worker) -> worker.seat().state() == Seat.State.STARTING && !worker.isOnDemand())
			.toList();
	}

	void add(Worker worker) {
		this.all.add(worker);
		this.starting++;
	}

	void becomeReady(Worker worker) {
		if (worker.seat().state() == Seat.State.STARTING) {
			worker.seat().enter(Seat.State.READY);
			this.starting--;
			this.ready++;
		}
	}

	void becomeIdle(Worker worker) {
		this.idle.addFirst(worker);
	}

	void becomeBusy(Worker worker) {
		this.idle.remove(worker);
	}

	@Nullable Worker pollIdle() {
		return this.idle.pollFirst();
	}

	/**
	 * Tells a worker to end as soon as it has nothing to do.
	 * @param worker the worker
	 */
	void dismiss(Worker worker) {
		if (worker.seat().state() == Seat.State.READY) {
			worker.seat().enter(Seat.State.ENDING);
			this.ready--;
			this.idle.remove(worker);
		}
	}

	void dismissIdle() {
		List.copyOf(this.idle).forEach(this::dismiss);
	}

	/**
	 * Tells the worker to end that has been idle for longest.
	 * @return whether there was one
	 */
	boolean dismissLongestIdle() {
		Worker oldest = this.idle.peekLast();
		if (oldest != null) {
			dismiss(oldest);
		}
		return oldest != null;
	}

	/**
	 * Forgets a worker.
	 * @param worker the worker
	 * @return {@code false} if that was done before
	 */
	boolean remove(Worker worker) {
		Seat.State before = worker.seat().state();
		if (before == Seat.State.LEFT) {
			return false;
		}
		this.starting -= (before == Seat.State.STARTING) ? 1 : 0;
		this.ready -= (before == Seat.State.READY) ? 1 : 0;
		worker.seat().enter(Seat.State.LEFT);
		this.all.remove(worker);
		this.idle.remove(worker);
		return true;
	}

}
