package io.blueprintfaas.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lets only so many calls run at a time. Others wait, in their order, up to a number and
 * a time, and no thread waits with them. Safe for concurrent use.
 */
public final class CallLimit {

	private final int maxRunning;

	private final int maxWaiting;

	private final Duration maxWait;

	private final Deque<Ticket> waiting = new ArrayDeque<>();

	private int running;

	/**
	 * A limit.
	 * @param maxRunning most calls at a time, at least 1
	 * @param maxWaiting most calls that wait, at least 0
	 * @param maxWait longest wait
	 */
	public CallLimit(int maxRunning, int maxWaiting, Duration maxWait) {
		this.maxRunning = maxRunning;
		this.maxWaiting = maxWaiting;
		this.maxWait = maxWait;
	}

	/**
	 * Runs a call when it is its turn.
	 * @param call the call
	 * @param remaining how long the call may wait, if that is less than the longest wait
	 * @param <T> type of the result
	 * @return the result of the call; a {@link CallLimitException} if the call was not
	 * begun, at once if too many wait, or when it has waited as long as it may
	 */
	public <T> Mono<T> run(Mono<T> call, Duration remaining) {
		return Mono.using(this::enter, (ticket) -> ticket.run(call, remaining), this::leave);
	}

	/**
	 * Calls that run now.
	 * @return their number
	 */
	public synchronized int running() {
		return this.running;
	}

	/**
	 * Calls that wait now.
	 * @return their number
	 */
	public synchronized int waiting() {
		return this.waiting.size();
	}

	private synchronized Ticket enter() {
		Ticket ticket = new Ticket();
		if (this.running < this.maxRunning) {
			this.running++;
			ticket.state = State.RUNNING;
		}
		else if (this.waiting.size() < this.maxWaiting) {
			this.waiting.add(ticket);
			ticket.state = State.WAITING;
		}
		return ticket;
	}

	private void leave(Ticket ticket) {
		Ticket next = close(ticket);
		if (next != null) {
			next.turn();
		}
	}

	// Who has the turn now.
	private synchronized @Nullable Ticket close(Ticket ticket) {
		State state = ticket.state;
		ticket.state = State.CLOSED;
		if (state == State.WAITING) {
			this.waiting.remove(ticket);
		}
		if (state != State.RUNNING) {
			return null;
		}
		Ticket next = this.waiting.poll();
		if (next == null) {
			this.running--;
		}
		else {
			next.state = State.RUNNING;
		}
		return next;
	}

	private CallLimitException full() {
		return new CallLimitException(
				"%d calls are under way and %d are waiting".formatted(this.maxRunning, this.maxWaiting));
	}

	private CallLimitException late(Duration wait) {
		return new CallLimitException("%d calls were under way for %d ms".formatted(this.maxRunning, wait.toMillis()));
	}

	/**
	 * The place of one call.
	 */
	private final class Ticket {

		private State state = State.CLOSED;

		private @Nullable MonoSink<Boolean> sink;

		private <T> Mono<T> run(Mono<T> call, Duration remaining) {
			return switch (state()) {
				case RUNNING -> call;
				case CLOSED -> Mono.error(CallLimit.this::full);
				case WAITING -> await(remaining).flatMap((turn) -> call);
			};
		}

		// On another thread than the call that makes room: that one is not to wait for
		// this, and a long queue is not to become a deep stack.
		private Mono<Boolean> await(Duration remaining) {
			Duration wait = (remaining.compareTo(CallLimit.this.maxWait) < 0) ? remaining : CallLimit.this.maxWait;
			return Mono.create(this::listen)
				.timeout(wait, Mono.error(() -> late(wait)))
				.publishOn(Schedulers.boundedElastic());
		}

		private void listen(MonoSink<Boolean> listener) {
			synchronized (CallLimit.this) {
				this.sink = listener;
			}
			if (state() == State.RUNNING) {
				turn();
			}
		}

		private void turn() {
			MonoSink<Boolean> listener;
			synchronized (CallLimit.this) {
				listener = this.sink;
			}
			if (listener != null) {
				listener.success(true);
			}
		}

		private State state() {
			synchronized (CallLimit.this) {
				return this.state;
			}
		}

	}

	private enum State {

		WAITING, RUNNING, CLOSED

	}

}
