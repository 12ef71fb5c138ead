package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lets so many calls at a time to the client as it has connections. Others wait, in their
 * order, up to a number and a time; the client's own queue has no bound and cannot tell
 * what was sent.
 */
final class LambdaCallLimit {

	private final int maxRunning;

	private final int maxWaiting;

	private final Duration maxWait;

	private final Deque<Ticket> waiting = new ArrayDeque<>();

	private int running;

	LambdaCallLimit(int maxRunning, int maxWaiting, Duration maxWait) {
		this.maxRunning = maxRunning;
		this.maxWaiting = maxWaiting;
		this.maxWait = maxWait;
	}

	// Runs a call when it is its turn, or fails with LambdaBusyException: at once if too
	// many wait, or when it has waited as long as it may.
	<T> Mono<T> run(Mono<T> call, Duration remaining) {
		return Mono.using(this::enter, (ticket) -> ticket.run(call, remaining), this::leave);
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

	private LambdaBusyException full() {
		return new LambdaBusyException(
				"%d calls are under way and %d are waiting".formatted(this.maxRunning, this.maxWaiting));
	}

	private LambdaBusyException late(Duration wait) {
		return new LambdaBusyException("%d calls were under way for %d ms".formatted(this.maxRunning, wait.toMillis()));
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
				case CLOSED -> Mono.error(LambdaCallLimit.this::full);
				case WAITING -> await(remaining).flatMap((turn) -> call);
			};
		}

		// On another thread than the call that makes room: that one is not to wait for
		// this, and a long queue is not to become a deep stack.
		private Mono<Boolean> await(Duration remaining) {
			Duration wait = (remaining.compareTo(LambdaCallLimit.this.maxWait) < 0) ? remaining
					: LambdaCallLimit.this.maxWait;
			return Mono.create(this::listen)
				.timeout(wait, Mono.error(() -> late(wait)))
				.publishOn(Schedulers.boundedElastic());
		}

		private void listen(MonoSink<Boolean> listener) {
			synchronized (LambdaCallLimit.this) {
				this.sink = listener;
			}
			if (state() == State.RUNNING) {
				turn();
			}
		}

		private void turn() {
			MonoSink<Boolean> listener;
			synchronized (LambdaCallLimit.this) {
				listener = this.sink;
			}
			if (listener != null) {
				listener.success(true);
			}
		}

		private State state() {
			synchronized (LambdaCallLimit.this) {
				return this.state;
			}
		}

	}

	private enum State {

		WAITING, RUNNING, CLOSED

	}

}
