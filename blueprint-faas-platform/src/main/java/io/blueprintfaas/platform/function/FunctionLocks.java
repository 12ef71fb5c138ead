package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets one change of a function go on at a time, and none any more when closed.
 */
final class FunctionLocks {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	/** Each change holds it for reading, so who holds it for writing is alone. */
	private final ReadWriteLock changes = new ReentrantReadWriteLock();

	<T> T withLock(String functionId, Supplier<T> change) {
		if (!this.changes.readLock().tryLock()) {
			throw Refusals.shuttingDown();
		}
		try {
			return withEntry(functionId, change);
		}
		finally {
			this.changes.readLock().unlock();
		}
	}

	private <T> T withEntry(String functionId, Supplier<T> change) {
		Entry entry = this.entries.compute(functionId, (id, present) -> Entry.oneMoreUser(present));
		entry.lock.lock();
		try {
			return change.get();
		}
		finally {
			entry.lock.unlock();
			this.entries.computeIfPresent(functionId, (id, present) -> present.oneUserLess());
		}
	}

	/**
	 * Waits for the changes that are under way, and refuses others from then on.
	 * @param atMost how long to wait
	 * @return {@code false} if some are still under way
	 */
	boolean close(Duration atMost) {
		try {
			return this.changes.writeLock().tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * A lock that is there as long as somebody uses it.
	 */
	private static final class Entry {

		private final ReentrantLock lock = new ReentrantLock();

		private int users;

		static Entry oneMoreUser(@Nullable Entry present) {
			Entry entry = (present != null) ? present : new Entry();
			entry.users++;
			return entry;
		}

		@Nullable Entry oneUserLess() {
			this.users--;
			return (this.users > 0) ? this : null;
		}

	}

}
