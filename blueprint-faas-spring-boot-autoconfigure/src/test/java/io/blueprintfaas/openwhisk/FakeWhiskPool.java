package io.blueprintfaas.openwhisk;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Idle containers of one action, which stay warm until the action changes.
 */
final class FakeWhiskPool {

	private final Deque<FakeWhiskContainer> idle = new ArrayDeque<>();

	private int generation;

	synchronized int generation() {
		return this.generation;
	}

	// A warm container, or null for a cold start.
	synchronized @Nullable FakeWhiskContainer take() {
		return this.idle.poll();
	}

	void giveBack(FakeWhiskContainer container, int of) {
		if (!keep(container, of)) {
			close(container);
		}
	}

	void clear() {
		FakeWhiskContainer container = next();
		while (container != null) {
			close(container);
			container = take();
		}
	}

	static void close(FakeWhiskContainer container) {
		try {
			container.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("a container cannot be stopped", ex);
		}
	}

	private synchronized boolean keep(FakeWhiskContainer container, int of) {
		return of == this.generation && this.idle.add(container);
	}

	private synchronized @Nullable FakeWhiskContainer next() {
		this.generation++;
		return this.idle.poll();
	}

}
