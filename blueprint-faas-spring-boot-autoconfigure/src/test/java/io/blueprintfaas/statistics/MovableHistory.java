package io.blueprintfaas.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A history whose clock is set by hand, to tell of the past.
 */
public final class MovableHistory {

	private final HandClock clock = new HandClock();

	private final FaasCallHistory history = new FaasCallHistory(50, Duration.ofMinutes(10), this.clock);

	public FaasCallHistory history() {
		return this.history;
	}

	public void at(Instant instant) {
		this.clock.now = instant;
	}

	private static final class HandClock extends Clock {

		private volatile Instant now = Instant.EPOCH;

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
