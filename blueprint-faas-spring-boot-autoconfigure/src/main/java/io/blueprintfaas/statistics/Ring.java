package io.blueprintfaas.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The last so many elements. Nothing is locked: an element that is being added while they
 * are read may be missing.
 *
 * @param <E> type of the elements
 */
final class Ring<E> {

	private final AtomicReferenceArray<@Nullable E> elements;

	private final AtomicLong added = new AtomicLong();

	Ring(int size) {
		this.elements = new AtomicReferenceArray<>(size);
	}

	void add(E element) {
		if (this.elements.length() > 0) {
			this.elements.set(slot(this.added.getAndIncrement()), element);
		}
	}

	// The newest first.
	List<E> newestFirst() {
		long end = this.added.get();
		List<E> found = new ArrayList<>();
		for (long i = end - 1; i >= Math.max(0, end - this.elements.length()); i--) {
			E element = this.elements.get(slot(i));
			if (element != null) {
				found.add(element);
			}
		}
		return found;
	}

	private int slot(long index) {
		return (int) (index % this.elements.length());
	}

}
