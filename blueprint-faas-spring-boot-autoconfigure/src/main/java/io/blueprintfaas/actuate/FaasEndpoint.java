package io.blueprintfaas.actuate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.blueprintfaas.operations.DeploymentsReport;
import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.operations.FaasOperations;
import io.blueprintfaas.operations.JobOperation;
import io.blueprintfaas.operations.JobReport;

/**
 * Shows the jobs of the application, and operates them.
 */
@Endpoint(id = "faas")
public class FaasEndpoint {

	private final FaasJobReports reports;

	private final FaasOperations operations;

	private final Duration deploymentTimeout;

	/**
	 * An endpoint over the given services.
	 * @param reports tells what is known of jobs
	 * @param operations does something with them
	 * @param deploymentTimeout how long to wait for providers to tell what is deployed
	 */
	public FaasEndpoint(FaasJobReports reports, FaasOperations operations, Duration deploymentTimeout) {
		this.reports = reports;
		this.operations = operations;
		this.deploymentTimeout = deploymentTimeout;
	}

	/**
	 * All jobs.
	 * @return the jobs, by number
	 */
	@ReadOperation
	public JobsDescriptor jobs() {
		return new JobsDescriptor(this.reports.jobs());
	}

	/**
	 * One job.
	 * @param job name of the job
	 * @param deployment whether to ask its providers what is deployed
	 * @return what is known of it
	 */
	@ReadOperation
	public JobDescriptor job(@Selector String job, @Nullable Boolean deployment) {
		JobReport report = this.reports.job(job);
		DeploymentsReport deployments = null;
		if (Boolean.TRUE.equals(deployment)) {
			// This and every other operation of an endpoint runs on a thread that may
			// block
			deployments = this.reports.deployments(job, this.deploymentTimeout).block();
		}
		return new JobDescriptor(report, deployments);
	}

	/**
	 * Does something with a job.
	 * @param job name of the job
	 * @param operation {@code deploy}, {@code undeploy}, {@code warm} or {@code route}
	 * @param mode with {@code route}, where calls go
	 * @param provider with {@code deploy}, the only provider to deploy to
	 * @return how far it is
	 */
	@WriteOperation
	public OperationDescriptor operate(@Selector String job, @Nullable String operation, @Nullable String mode,
			@Nullable String provider) {
		return new OperationDescriptor(this.operations.start(job, JobOperation.parse(operation, mode, provider)));
	}

}
