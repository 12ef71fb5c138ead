package io.blueprintfaas.runtime;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;

/**
 * What this process knows of itself: its name, its memory, how long it took to start, and
 * whether a call had to wait for that.
 */
final class InstanceMetrics {

	private volatile String instance = "pid " + ProcessHandle.current().pid();

	private final InstanceMemory memory = InstanceMemory.ofThisProcess();

	private final AtomicBoolean fresh = new AtomicBoolean(true);

	private volatile Duration init = sinceStart();

	/**
	 * Takes this moment as the end of the start.
	 */
	void ready() {
		this.init = sinceStart();
	}

	void named(String name) {
		this.instance = name;
	}

	/**
	 * Takes this moment as the end of another start, from a snapshot.
	 * @param took how long it took
	 */
	void restored(Duration took) {
		this.init = took;
		this.fresh.set(true);
	}

	/**
	 * Whether this is the first call, or warming, since the start.
	 * @return {@code true} the first time
	 */
	boolean first() {
		return this.fresh.get() && this.fresh.compareAndSet(true, false);
	}

	/**
	 * Metrics of an answer to what is no call.
	 * @return name and memory of the instance
	 */
	FaasMetrics ofInstance() {
		return new FaasMetrics(null, null, null, null, null, this.memory.peak(), this.instance);
	}

	/**
	 * Metrics of a call.
	 * @param cold whether it was the first
	 * @param execution how long the handler ran, or {@code null} if it did not return
	 * @return the metrics
	 */
	FaasMetrics ofCall(boolean cold, @Nullable Duration execution) {
		return new FaasMetrics(null, execution, null, cold, cold ? this.init : null, this.memory.peak(), this.instance);
	}

	private static Duration sinceStart() {
		return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
	}

}
