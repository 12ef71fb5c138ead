package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.blueprintfaas.platform.deployment.Deployment;

/**
 * Starts the instances of a pool, as far as its limits and those of the platform allow.
 * Guarded by the lock of the pool.
 */
final class InstanceStarts {

	private static final Log logger = LogFactory.getLog(InstanceStarts.class);

	private final FunctionPool pool;

	private final Deployment deployment;

	private final Engine engine;

	private final PoolState state;

	private final InstanceFactory factory;

	private final WorkerDesk desk;

	private final WarmRefill refills;

	private boolean warming = true;

	private int threads;

	InstanceStarts(FunctionPool pool, Deployment deployment, Engine engine, PoolState state) {
		this.pool = pool;
		this.deployment = deployment;
		this.engine = engine;
		this.state = state;
		this.factory = new InstanceFactory(deployment, engine);
		this.desk = new WorkerDesk(engine, state, this, pool.health(), this.factory.idleTime().toNanos());
		this.refills = new WarmRefill(engine.scheduler(), this::refill);
	}

	/**
	 * How many calls may wait beyond the bound of the queue, for an instance takes them
	 * soon.
	 * @return instances that are being started, and the one that would be for a new call
	 */
	int onTheirWay() {
		return this.state.workers().starting() + (mayStart() ? 1 : 0);
	}

	private boolean mayStart() {
		return this.state.workers().size() < this.deployment.config().maxConcurrency();
	}

	/**
	 * Starts an instance for each call that waits.
	 */
	void forWaiting() {
		while (this.state.waiting().size() > this.state.workers().starting() && mayStart()
				&& this.engine.slots().tryTake(this.pool)) {
			start(true);
		}
	}

	/**
	 * Starts instances that no call waits for.
	 * @param count how many instances there should be
	 * @return those that are being started now; fewer if the limits do not allow more
	 */
	List<Worker> upTo(int count) {
		List<Worker> started = new ArrayList<>();
		while (needs(count) && mayStart() && this.engine.slots().tryTake(this.pool)) {
			started.add(start(false));
		}
		return started;
	}

	// what is kept warm takes no slot for which calls wait
	private void refill() {
		this.state.lock();
		try {
			this.refills.begin();
			while (needs(warm()) && mayStart() && this.engine.slots().tryTakeUncontested()) {
				start(false);
			}
			if (needs(warm())) {
				this.refills.later();
			}
		}
		finally {
			this.state.unlock();
		}
	}

	/**
	 * An instance has ended, and may have to be replaced.
	 * @param worker its worker
	 */
	void ended(Worker worker) {
		Duration delay = needs(warm()) ? this.refills.ended(worker) : null;
		if (delay != null && !delay.isZero()) {
			logger.warn("Function '%s' lost an instance that is kept warm, and gets another in %d s: %s".formatted(
					this.deployment.functionId(), delay.toSeconds(),
					Objects.requireNonNullElse(this.pool.health().failure(), "the last ones did not last")));
		}
	}

	/**
	 * From now on starts instances for waiting calls only.
	 */
	void stopWarming() {
		this.warming = false;
		this.refills.stop();
	}

	/**
	 * Whether more instances are ready than are to be kept warm.
	 * @return {@code true} if one may end
	 */
	boolean hasSpare() {
		return this.state.workers().ready() > warm();
	}

	private int warm() {
		return this.deployment.warmInstances();
	}

	private boolean needs(int count) {
		return this.warming && this.state.workers().starting() + this.state.workers().ready() < count;
	}

	private Worker start(boolean onDemand) {
		Worker worker = new Worker(this.desk, this.factory, onDemand, new Seat(this.state.newCondition()));
		this.state.workers().add(worker);
		worker.start("blueprint-%s-%d".formatted(this.deployment.functionId(), ++this.threads));
		return worker;
	}

}
