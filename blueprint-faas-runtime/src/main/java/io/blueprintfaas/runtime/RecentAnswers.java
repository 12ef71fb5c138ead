package io.blueprintfaas.runtime;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.wire.WireRequest;

/**
 * Runs a call once even if it is delivered several times: a delivery while it runs waits
 * for its answer, one soon after gets the answer that was kept. Only answers of handlers
 * that returned are kept, as a platform delivers a failed call again to have it run
 * again.
 */
final class RecentAnswers {

	private final int maxCalls;

	private final long maxBytes;

	private final Map<Key, CompletableFuture<CallOutcome>> calls = new LinkedHashMap<>();

	private final Map<Key, Integer> sizes = new LinkedHashMap<>();

	private long bytes;

	RecentAnswers(int maxCalls, long maxBytes) {
		this.maxCalls = maxCalls;
		this.maxBytes = maxBytes;
	}

	// The answer of the call that a request belongs to, or null if it takes longer than
	// this delivery may wait.
	@Nullable CallOutcome once(WireRequest request, @Nullable Deadline deadline, Supplier<CallOutcome> run) {
		String id = request.invocationId();
		return (id != null) ? once(Key.of(request, id), deadline, run) : run.get();
	}

	private @Nullable CallOutcome once(Key key, @Nullable Deadline deadline, Supplier<CallOutcome> run) {
		CompletableFuture<CallOutcome> own = new CompletableFuture<>();
		CompletableFuture<CallOutcome> first = first(key, own);
		if (first != null) {
			return await(first, deadline);
		}
		CallOutcome outcome = null;
		try {
			outcome = run.get();
			return outcome;
		}
		finally {
			ended(key, own, outcome);
		}
	}

	private synchronized @Nullable CompletableFuture<CallOutcome> first(Key key, CompletableFuture<CallOutcome> own) {
		return this.calls.putIfAbsent(key, own);
	}

	private static @Nullable CallOutcome await(CompletableFuture<CallOutcome> first, @Nullable Deadline deadline) {
		try {
			return (deadline != null) ? first.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS) : first.get();
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The first delivery of the call was not answered", ex.getCause());
		}
	}

	private void ended(Key key, CompletableFuture<CallOutcome> call, @Nullable CallOutcome outcome) {
		if (outcome == null) {
			forget(key);
			call.completeExceptionally(new IllegalStateException("The call was not answered"));
			return;
		}
		if (outcome.response().success()) {
			keep(key, outcome.response().result().length);
		}
		else {
			forget(key);
		}
		call.complete(outcome);
	}

	private synchronized void forget(Key key) {
		this.calls.remove(key);
	}

	private synchronized void keep(Key key, int size) {
		if (size > this.maxBytes) {
			this.calls.remove(key);
			return;
		}
		this.sizes.put(key, size);
		this.bytes += size;
		Iterator<Map.Entry<Key, Integer>> oldest = this.sizes.entrySet().iterator();
		while (this.sizes.size() > this.maxCalls || this.bytes > this.maxBytes) {
			Map.Entry<Key, Integer> entry = oldest.next();
			this.bytes -= entry.getValue();
			this.calls.remove(entry.getKey());
			oldest.remove();
		}
	}

	/**
	 * What tells a call from others: its identity and, as not every caller gives each
	 * call one of its own, what was sent.
	 *
	 * @param job number of the job
	 * @param invocationId identity of the call
	 * @param size size of the arguments
	 * @param sum a sum over the arguments
	 * @param hash another
	 */
	private record Key(long job, String invocationId, int size, long sum, int hash) {

		static Key of(WireRequest request, String invocationId) {
			CRC32C sum = new CRC32C();
			sum.update(request.args());
			return new Key(request.jobId(), invocationId, request.args().length, sum.getValue(),
					Arrays.hashCode(request.args()));
		}

	}

}
