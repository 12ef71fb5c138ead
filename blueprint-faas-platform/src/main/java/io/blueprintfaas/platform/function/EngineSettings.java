package io.blueprintfaas.platform.function;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How instances are run.
 *
 * @param queueBound most calls that wait for an instance of one function
 * @param maxInstances most instances of all functions together
 * @param maxStarting most kept-alive instances that are being started at once
 * @param idleTime after which an instance without calls is ended
 * @param startTimeout how long a kept-alive instance may take until it is ready
 * @param gracePeriod how long running calls may go on when the platform is closed
 * @param maxRequest most bytes of a call's request
 * @param maxAnswer most bytes of a call's answer
 * @param maxLog bytes after which a function's log is started anew; what was before is
 * kept in a second file
 */
public record EngineSettings(int queueBound, int maxInstances, int maxStarting, Duration idleTime,
		Duration startTimeout, Duration gracePeriod, DataSize maxRequest, DataSize maxAnswer, DataSize maxLog) {

	/**
	 * 1000 waiting calls, 256 instances, as many starts at once as there are cores, 5
	 * minutes idle, 60 s to start, 10 s of grace, 64 MB a request and an answer, 10 MB of
	 * log.
	 */
	public static final EngineSettings DEFAULTS = new EngineSettings(1000, 256,
			Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(5), Duration.ofSeconds(60),
			Duration.ofSeconds(10), DataSize.ofMegabytes(64), DataSize.ofMegabytes(64), DataSize.ofMegabytes(10));

	public EngineSettings {
		Assert.isTrue(queueBound >= 0, () -> "'queueBound' must not be negative, but is %d".formatted(queueBound));
		Assert.isTrue(maxInstances > 0, () -> "'maxInstances' must be at least 1, but is %d".formatted(maxInstances));
		Assert.isTrue(maxStarting > 0, () -> "'maxStarting' must be at least 1, but is %d".formatted(maxStarting));
		positive("idleTime", idleTime);
		positive("startTimeout", startTimeout);
		Assert.isTrue(!gracePeriod.isNegative(),
				() -> "'gracePeriod' must not be negative, but is %s".formatted(gracePeriod));
		positive("maxRequest", maxRequest);
		positive("maxAnswer", maxAnswer);
		positive("maxLog", maxLog);
	}

	/**
	 * These settings with another bound of the queue.
	 * @param bound most calls that wait for an instance of one function
	 * @return new settings
	 */
	public EngineSettings withQueueBound(int bound) {
		return new EngineSettings(bound, this.maxInstances, this.maxStarting, this.idleTime, this.startTimeout,
				this.gracePeriod, this.maxRequest, this.maxAnswer, this.maxLog);
	}

	/**
	 * These settings with another number of instances.
	 * @param instances most instances of all functions together
	 * @return new settings
	 */
	public EngineSettings withMaxInstances(int instances) {
		return new EngineSettings(this.queueBound, instances, this.maxStarting, this.idleTime, this.startTimeout,
				this.gracePeriod, this.maxRequest, this.maxAnswer, this.maxLog);
	}

	/**
	 * These settings with another idle time.
	 * @param idle after which an instance without calls is ended
	 * @return new settings
	 */
	public EngineSettings withIdleTime(Duration idle) {
		return new EngineSettings(this.queueBound, this.maxInstances, this.maxStarting, idle, this.startTimeout,
				this.gracePeriod, this.maxRequest, this.maxAnswer, this.maxLog);
	}

	/**
	 * These settings with another time to start.
	 * @param timeout how long a kept-alive instance may take until it is ready
	 * @return new settings
	 */
	public EngineSettings withStartTimeout(Duration timeout) {
		return new EngineSettings(this.queueBound, this.maxInstances, this.maxStarting, this.idleTime, timeout,
				this.gracePeriod, this.maxRequest, this.maxAnswer, this.maxLog);
	}

	/**
	 * These settings with another grace period.
	 * @param period how long running calls may go on when the platform is closed
	 * @return new settings
	 */
	public EngineSettings withGracePeriod(Duration period) {
		return new EngineSettings(this.queueBound, this.maxInstances, this.maxStarting, this.idleTime,
				this.startTimeout, period, this.maxRequest, this.maxAnswer, this.maxLog);
	}

	/**
	 * These settings with other sizes of messages.
	 * @param request most bytes of a call's request
	 * @param answer most bytes of a call's answer
	 * @return new settings
	 */
	public EngineSettings withMessageSizes(DataSize request, DataSize answer) {
		return new EngineSettings(this.queueBound, this.maxInstances, this.maxStarting, this.idleTime,
				this.startTimeout, this.gracePeriod, request, answer, this.maxLog);
	}

	/**
	 * These settings with another size of the log.
	 * @param log bytes after which a function's log is started anew
	 * @return new settings
	 */
	public EngineSettings withMaxLog(DataSize log) {
		return new EngineSettings(this.queueBound, this.maxInstances, this.maxStarting, this.idleTime,
				this.startTimeout, this.gracePeriod, this.maxRequest, this.maxAnswer, log);
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.compareTo(Duration.ZERO) > 0,
				() -> "'%s' must be more than 0, but is %s".formatted(name, value));
	}

	private static void positive(String name, DataSize value) {
		Assert.isTrue(value.toBytes() > 0, () -> "'%s' must be more than 0, but is %s".formatted(name, value));
	}

}
