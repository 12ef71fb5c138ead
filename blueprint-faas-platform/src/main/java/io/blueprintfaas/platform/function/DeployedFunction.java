package io.blueprintfaas.platform.function;

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
		return new FunctionState(this.deployment, changed, this.pool.coldStart(), this.statistics.last(),
				this.statistics.total(), this.pool.startFailure());
	}

}
