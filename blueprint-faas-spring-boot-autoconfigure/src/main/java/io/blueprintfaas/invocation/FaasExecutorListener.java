package io.blueprintfaas.invocation;

import io.blueprintfaas.provider.FaasCostBasis;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Hears of the executors that configuration asks for. Beans of this type are called when
 * the application starts, and must not throw.
 */
@FunctionalInterface
public interface FaasExecutorListener {

	/**
	 * An executor of a job at one provider was made.
	 * @param job the job at this provider
	 * @param policies what its calls get
	 * @param costBasis what its calls are charged by
	 */
	void created(FaasJobDefinition job, FaasPolicies policies, FaasCostBasis costBasis);

}
