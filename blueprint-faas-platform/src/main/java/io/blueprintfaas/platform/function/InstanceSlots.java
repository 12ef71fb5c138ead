package io.blueprintfaas.platform.function;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The number of instances of all functions together. Who gets none is asked again when
 * one is free; an idle instance of another function is ended for it.
 */
final class InstanceSlots {

	private final Set<FunctionPool> pools = ConcurrentHashMap.newKeySet();

	private final Set<FunctionPool> hungry = new LinkedHashSet<>();

	private final Executor executor;

	private int free;

	InstanceSlots(int total, Executor executor) {
		this.free = total;
		this.executor = executor;
	}

	/**
	 * Every pool in which something may run.
	 * @return those that are not drained, retired ones among them
	 */
	List<FunctionPool> pools() {
		return List.copyOf(this.pools);
	}

	void add(FunctionPool pool) {
		this.pools.add(pool);
	}

	void remove(FunctionPool pool) {
		this.pools.remove(pool);
	}

	/**
	 * Takes a slot if one is free. Never blocks.
	 * @param pool who asks
	 * @return {@code false} if there is none; then the pool is told later
	 */
	boolean tryTake(FunctionPool pool) {
		synchronized (this) {
			if (this.free > 0) {
				this.free--;
				return true;
			}
			this.hungry.add(pool);
		}
		this.executor.execute(this::endAnIdleInstance);
		return false;
	}

	/**
	 * Takes a slot for which nobody waits.
	 * @return {@code false} if there is none; nobody is told when there is
	 */
	synchronized boolean tryTakeUncontested() {
		boolean taken = this.free > 0 && this.hungry.isEmpty();
		if (taken) {
			this.free--;
		}
		return taken;
	}

	void giveBack() {
		release();
		for (FunctionPool next = nextHungry(); next != null; next = nextHungry()) {
			next.grow();
		}
	}

	private synchronized void release() {
		this.free++;
	}

	private synchronized @Nullable FunctionPool nextHungry() {
		Iterator<FunctionPool> waiting = this.hungry.iterator();
		if (this.free == 0 || !waiting.hasNext()) {
			return null;
		}
		FunctionPool next = waiting.next();
		waiting.remove();
		return next;
	}

	/**
	 * Whether a function waits for a slot.
	 * @return {@code true} if an instance should rather end than be idle
	 */
	synchronized boolean isContested() {
		return !this.hungry.isEmpty();
	}

	private void endAnIdleInstance() {
		for (FunctionPool pool : this.pools) {
			if (pool.endAnIdleInstance()) {
				return;
			}
		}
	}

}
