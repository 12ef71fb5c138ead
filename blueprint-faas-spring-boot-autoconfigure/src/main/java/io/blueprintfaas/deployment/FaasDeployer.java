package io.blueprintfaas.deployment;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.JobKey;

/**
 * Deploys, inspects, checks, warms and removes the functions of jobs, the same way for
 * every provider. Each method fails with an {@link IllegalArgumentException} for a job
 * that no provider is configured for.
 */
public interface FaasDeployer {

	/**
	 * The jobs that a provider is configured for.
	 * @return their keys, by number
	 */
	List<JobKey> jobs();

	/**
	 * Packages this application, or the job's artifact, and deploys it.
	 * @param job name of the job
	 * @param progress hears of each step
	 * @return what is deployed now; {@link FaasDeployment#changed()} tells whether
	 * anything had to be done
	 */
	Mono<FaasDeployment> deploy(String job, FaasProgress progress);

	/**
	 * Deploys all jobs, one after the other.
	 * @param progress hears of each step, with the job's name before it
	 * @return what is deployed now
	 */
	Flux<FaasDeployment> deployAll(FaasProgress progress);

	/**
	 * What is deployed.
	 * @param job name of the job
	 * @return the deployment, or empty if there is none
	 */
	Mono<FaasDeployment> deployment(String job);

	/**
	 * Whether the function is there and ready, found out without running it.
	 * @param job name of the job
	 * @return the status
	 */
	Mono<FaasStatus> status(String job);

	/**
	 * Has the provider start instances before they are needed.
	 * @param job name of the job
	 * @return the number of instances that are warm now, or empty if the provider does
	 * not tell
	 */
	Mono<Integer> warm(String job);

	/**
	 * Removes the function.
	 * @param job name of the job
	 * @return {@code true} if it was there
	 */
	Mono<Boolean> undeploy(String job);

}
