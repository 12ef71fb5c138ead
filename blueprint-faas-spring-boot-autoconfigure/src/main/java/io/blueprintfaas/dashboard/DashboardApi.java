package io.blueprintfaas.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.operations.DeploymentsReport;
import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.operations.FaasJobStatuses;
import io.blueprintfaas.operations.FaasOperations;
import io.blueprintfaas.operations.JobOperation;
import io.blueprintfaas.operations.JobReport;
import io.blueprintfaas.operations.JobSummary;
import io.blueprintfaas.operations.OperationReport;
import io.blueprintfaas.operations.SecretValues;

/**
 * What the page shows and does, over the services that others use for the same.
 */
final class DashboardApi {

	private static final String OFF = "Operations are off: they need blueprint.faas.dashboard.operations=true";

	private final FaasJobReports reports;

	private final FaasJobStatuses statuses;

	private final FaasOperations operations;

	private final JobRows rows;

	private final SecretValues secrets;

	private final DashboardProperties properties;

	DashboardApi(FaasJobReports reports, FaasJobStatuses statuses, FaasOperations operations, JobRows rows,
			SecretValues secrets, DashboardProperties properties) {
		this.reports = reports;
		this.statuses = statuses;
		this.operations = operations;
		this.rows = rows;
		this.secrets = secrets;
		this.properties = properties;
	}

	JobsPage jobs() {
		return new JobsPage(Instant.now(), this.rows.all());
	}

	JobReport job(String name) {
		return this.reports.job(name);
	}

	Mono<DeploymentsReport> deployments(String name) {
		Duration timeout = this.properties.deploymentTimeout();
		return Mono.defer(() -> this.reports.deployments(this.reports.job(name).name(), timeout));
	}

	Flux<JobHealth> health() {
		return Flux.defer(() -> Flux.fromIterable(this.reports.jobs()))
			.map(JobSummary::name)
			.flatMapSequential((job) -> this.statuses.status(job)
				.map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.map((status) -> health(job, status.orElse(null))));
	}

	private JobHealth health(String job, @Nullable FaasStatus status) {
		if (status == null) {
			return new JobHealth(job, "local", null);
		}
		String detail = StringUtils.hasText(status.detail()) ? this.secrets.filter().apply(status.detail()) : null;
		return new JobHealth(job, status.state().name().toLowerCase(Locale.ROOT), detail);
	}

	OperationReport operate(DashboardRequest request) {
		String refusal = RequestOrigin.refusalOfOperating(request);
		if (!this.properties.operations()) {
			throw new RefusedRequestException(OFF);
		}
		if (refusal != null) {
			throw new RefusedRequestException(refusal);
		}
		return this.operations.start(request.path().apply("job"), JobOperation.parse(request.query().apply("operation"),
				request.query().apply("mode"), request.query().apply("provider")));
	}

}
