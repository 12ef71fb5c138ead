package io.blueprintfaas.dashboard;

import java.util.List;

/**
 * Knows what the calls of a job cost, by estimate.
 */
@FunctionalInterface
interface JobCosts {

	/**
	 * Costs since the application was started.
	 * @param job name of the job
	 * @return one for each currency, empty if nothing is known
	 */
	List<JobCost> of(String job);

}
