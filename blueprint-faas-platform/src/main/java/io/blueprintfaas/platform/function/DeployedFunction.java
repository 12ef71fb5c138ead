package io.blueprintfaas.platform.function;

import java.util.List;
import java.util.concurrent.CompletionException;

import io.blueprintfaas.platform.deployment.Deployment;

/**
 * A version of a function that takes calls.
 *
 * @param deployment the version
 * @param pool its instances
 * @param statistics its calls, over all versions
 */
record DeployedFunction(Deployment deployment, FunctionPool pool, FunctionStatistics statistics) {

	FunctionState state(boolean changed) {
		return new FunctionState(this.deployment, changed, this.pool.health().coldStart(), this.statistics.last(),
				this.statistics.total(), this.pool.health().failure());
	}

	/**
	 * Starts the instances to keep warm, at least one, and waits for the first: it shows
	 * that the function can be started.
	 */
	void startFirst() {
		if (this.deployment.keepAlive()) {
			List<Worker> started = startWarm();
			if (started.isEmpty()) {
				throw Refusals.noInstanceFree();
			}
			awaitReady(started.subList(0, 1));
		}
	}

	/**
	 * Starts the instances to keep warm, at least one, and waits for them, also for those
	 * that were on their way.
	 * @return the number of instances that are ready
	 */
	int warm() {
		if (this.deployment.keepAlive()) {
			startWarm();
			awaitReady(this.pool.warming());
		}
		return this.deployment.keepAlive() ? this.pool.readyInstances() : 0;
	}

	private List<Worker> startWarm() {
		return this.pool.ensure(Math.max(1, this.deployment.warmInstances()));
	}

	private static void awaitReady(List<Worker> workers) {
		try {
			workers.forEach((worker) -> worker.ready().join());
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
