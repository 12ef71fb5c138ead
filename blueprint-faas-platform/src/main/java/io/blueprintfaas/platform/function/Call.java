package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * One call on its way: it ends exactly once, whoever is first to say how.
 */
final class Call {

	private final CallRequest request;

	private final MonoSink<CallAnswer> sink;

	private final long submitted = System.nanoTime();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile boolean cancelled;

	private volatile @Nullable FunctionPool pool;

	private volatile @Nullable Future<?> waitLimit;

	Call(CallRequest request, MonoSink<CallAnswer> sink) {
		this.request = request;
		this.sink = sink;
	}

	CallRequest request() {
		return this.request;
	}

	boolean wasSubmittedBefore(long nanoTime) {
		return this.submitted - nanoTime < 0;
	}

	/**
	 * Time since the call was taken, or since its request arrived if it has a deadline.
	 * @return a time span
	 */
	Duration age() {
		RequestDeadline deadline = this.request.deadline();
		return Duration.ofNanos(System.nanoTime() - ((deadline != null) ? deadline.arrived() : this.submitted));
	}

	boolean isEnded() {
		return this.ended.get();
	}

	/**
	 * Claims the right to end the call.
	 * @return {@code false} if somebody else has it
	 */
	boolean claim() {
		return this.ended.compareAndSet(false, true);
	}

	void succeed(CallAnswer answer) {
		if (claim()) {
			this.sink.success(answer);
		}
	}

	void fail(Throwable reason) {
		if (claim()) {
			failClaimed(reason);
		}
	}

	void failClaimed(Throwable reason) {
		if (!this.cancelled) {
			this.sink.error(reason);
		}
	}

	/**
	 * Offers the call to a pool.
	 * @param candidate the pool
	 * @return {@code false} if the pool takes no calls any more
	 */
	boolean submitTo(FunctionPool candidate) {
		this.pool = candidate;
		return candidate.submit(this);
	}

	/**
	 * Nobody waits for the answer any more: the call need not begin. If it runs, it runs
	 * on.
	 */
	void cancel() {
		this.cancelled = true;
		FunctionPool last = this.pool;
		if (last != null) {
			last.removeWaiting(this);
		}
	}

	/**
	 * Limits the time in the queue.
	 * @param limit what ends the waiting
	 */
	void waitAtMost(Future<?> limit) {
		this.waitLimit = limit;
	}

	/**
	 * The waiting is over.
	 */
	void leaveQueue() {
		Future<?> limit = this.waitLimit;
		if (limit != null) {
			limit.cancel(false);
		}
	}

	static PlatformException internalError() {
		return PlatformException.of(500, "INTERNAL_ERROR", "The platform failed; its log says why");
	}

}
