package io.blueprintfaas.deployment;

import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.JobKey;

/**
 * Deploys, inspects, checks, warms and removes the functions of jobs, the same way for
 * every provider. An operation on a job with several providers goes to each, one after
 * the other in their order. Each method fails with an {@link IllegalArgumentException}
 * for a job that no provider is configured for.
 */
public interface FaasDeployer {

	/**
	 * The jobs that a provider is configured for.
	 * @return their keys, by number
	 */
	List<JobKey> jobs();

	/**
	 * The providers of a job.
	 * @param job name of the job
	 * @return their names, in the order in which calls go to them
	 */
	List<String> providers(String job);

	/**
	 * The lifecycle of a job at one of its providers.
	 * @param job name of the job
	 * @param provider name of the provider
	 * @return the lifecycle
	 */
	FaasLifecycle lifecycle(String job, String provider);

	/**
	 * Packages this application, or the job's artifact, as one of its providers takes it.
	 * @param job name of the job
	 * @param provider name of the provider
	 * @return the package
	 */
	Mono<FunctionPackage> pack(String job, String provider);

	/**
	 * What deploying would do. Changes nothing.
	 * @param job name of the job
	 * @param provider name of the provider
	 * @return the plan
	 */
	Mono<FaasPlan> plan(String job, String provider);

	/**
	 * Packages this application, or the job's artifact, and deploys it.
	 * @param job name of the job
	 * @param progress hears of each step
	 * @return what is deployed now, at the first of several providers;
	 * {@link FaasDeployment#changed()} tells whether anything had to be done
	 */
	Mono<FaasDeployment> deploy(String job, FaasProgress progress);

	/**
	 * The same at one of the job's providers only.
	 * @param job name of the job
	 * @param provider name of the provider
	 * @param progress hears of each step
	 * @return what is deployed now
	 */
	Mono<FaasDeployment> deploy(String job, String provider, FaasProgress progress);

	/**
	 * Deploys all jobs, one after the other.
	 * @param progress hears of each step, with the job's name before it
	 * @return what is deployed now, one deployment for each job and provider
	 */
	Flux<FaasDeployment> deployAll(FaasProgress progress);

	/**
	 * What is deployed.
	 * @param job name of the job
	 * @return the deployment at the first of its providers that has one, or empty if
	 * there is none
	 */
	default Mono<FaasDeployment> deployment(String job) {
		return deployments(job).next();
	}

	/**
	 * What is deployed, at each provider of a job.
	 * @param job name of the job
	 * @return the deployments, in the order of the providers; empty if there is none
	 */
	Flux<FaasDeployment> deployments(String job);

	/**
	 * Whether the function is there and ready, found out without running it.
	 * @param job name of the job
	 * @return the status
	 */
	Mono<FaasStatus> status(String job);

	/**
	 * Has the provider start instances before they are needed.
	 * @param job name of the job
	 * @return the number of instances that are warm now, at all its providers; empty if
	 * none of them tells
	 */
	Mono<Integer> warm(String job);

	/**
	 * Removes the function.
	 * @param job name of the job
	 * @return {@code true} if it was there, at any of its providers
	 */
	Mono<Boolean> undeploy(String job);

}
