package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Says when an instance that is kept warm and has ended is replaced: at once, but ever
 * later if the new ones do not last either. Guarded by the lock of its pool.
 */
final class WarmRefill {

	/** An instance that was ready for as long was sound, whatever ended it. */
	static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

	private static final int LONGEST_DELAY_AFTER = 8;

	private final ScheduledExecutorService scheduler;

	private final Runnable refill;

	/** Instances in a row that ended without having been of use. */
	private int inVain;

	private @Nullable Future<?> next;

	/**
	 * Without a refill yet.
	 * @param scheduler where to wait
	 * @param refill starts what is missing; has to begin with {@link #begin()}
	 */
	WarmRefill(ScheduledExecutorService scheduler, Runnable refill) {
		this.scheduler = scheduler;
		this.refill = refill;
	}

	/**
	 * An instance has ended that has to be replaced.
	 * @param worker its worker
	 * @return after which time, or {@code null} if a refill is awaited already
	 */
	@Nullable Duration ended(Worker worker) {
		if (this.next != null) {
			return null;
		}
		this.inVain = worker.wasOfUse() ? 0 : Math.max(this.inVain + 1, worker.wasReady() ? 1 : 2);
		return schedule();
	}

	/**
	 * An instance could not even be tried to start.
	 */
	void later() {
		if (this.next == null) {
			this.inVain = Math.max(this.inVain + 1, 2);
			schedule();
		}
	}

	private Duration schedule() {
		Duration delay = delay(this.inVain);
		this.next = this.scheduler.schedule(this.refill, delay.toMillis(), TimeUnit.MILLISECONDS);
		return delay;
	}

	/**
	 * How long to wait.
	 * @param inVain instances in a row that ended without having been of use
	 * @return nothing for one, a second for two, then twice as long each time, up to a
	 * minute
	 */
	static Duration delay(int inVain) {
		if (inVain < 2) {
			return Duration.ZERO;
		}
		return (inVain < LONGEST_DELAY_AFTER) ? Duration.ofSeconds(1L << (inVain - 2)) : LONGEST_DELAY;
	}

	/**
	 * The refill begins: what ends from now on asks for another.
	 */
	void begin() {
		this.next = null;
	}

	/**
	 * Nothing is refilled any more.
	 */
	void stop() {
		if (this.next != null) {
			this.next.cancel(false);
		}
	}

}
