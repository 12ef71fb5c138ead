package io.blueprintfaas.operations;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RoutePolicy;
import io.blueprintfaas.statistics.CallStatistics;
import io.blueprintfaas.statistics.FaasCallHistory;
import io.blueprintfaas.statistics.PastCall;

/**
 * Tells what is known of jobs, without anything secret. Only {@link #deployments} asks
 * providers.
 */
public final class FaasJobReports {

	private static final Log logger = LogFactory.getLog(FaasJobReports.class);

	private final FaasJobCatalog catalog;

	private final FaasRoutes routes;

	private final FaasCallHistory history;

	private final FaasOperations operations;

	private final Supplier<FaasDeployer> deployer;

	private final SecretValues secrets;

	/**
	 * Reports on the jobs of a catalog.
	 * @param catalog the jobs
	 * @param routes where their calls go
	 * @param history their calls
	 * @param operations what is being done with them
	 * @param deployer knows what is deployed; asked for when it is needed
	 * @param secrets what must not be shown
	 */
	public FaasJobReports(FaasJobCatalog catalog, FaasRoutes routes, FaasCallHistory history, FaasOperations operations,
			Supplier<FaasDeployer> deployer, SecretValues secrets) {
		this.catalog = catalog;
		this.routes = routes;
		this.history = history;
		this.operations = operations;
		this.deployer = deployer;
		this.secrets = secrets;
	}

	/**
	 * All jobs of the application, also those that run here.
	 * @return the jobs, by number
	 */
	public List<JobSummary> jobs() {
		return this.catalog.jobs().stream().map(this::summary).toList();
	}

	/**
	 * One job.
	 * @param name name of the job
	 * @return what is known of it
	 * @throws FaasOperationException if there is no such job
	 */
	public JobReport job(String name) {
		CatalogJob job = this.catalog.get(name);
		SecretValues.TextFilter filter = this.secrets.filter();
		return new JobReport(name, job.key().id(), place(job), job.why(), handler(job.handler()),
				job.isDelegated() ? route(job) : null,
				job.definitions()
					.stream()
					.map((definition) -> ProviderReports.of(definition, job.policies().get(definition.provider())))
					.toList(),
				StatisticsReport.of(this.history.statistics(name)),
				this.history.lastHour(name)
					.stream()
					.filter((minute) -> minute.calls() > 0)
					.map(StatisticsReport.Minute::of)
					.toList(),
				calls(this.history.calls(name), filter), calls(this.history.errors(name), filter),
				this.operations.last(name));
	}

	/**
	 * Asks the providers of a job what is deployed.
	 * @param name name of the job
	 * @param timeout how long to wait for their answers
	 * @return their answers, or why they did not tell; never an error
	 */
	public Mono<DeploymentsReport> deployments(String name, Duration timeout) {
		return Mono.defer(() -> this.deployer.get().deployments(name).map(DeploymentsReport.Function::of).collectList())
			.map((found) -> new DeploymentsReport(found, null))
			.timeout(timeout, Mono.fromSupplier(() -> new DeploymentsReport(List.of(), "No answer within " + timeout)))
			.onErrorResume((ex) -> {
				logger.debug("What is deployed for job '%s' cannot be told".formatted(name), ex);
				return Mono.just(
						new DeploymentsReport(List.of(), this.secrets.filter().apply(String.valueOf(ex.getMessage()))));
			});
	}

	private JobSummary summary(CatalogJob job) {
		String name = job.key().name();
		CallStatistics statistics = this.history.statistics(name);
		OperationReport operation = this.operations.last(name);
		return new JobSummary(name, job.key().id(), place(job),
				job.isDelegated() ? Labels.of(this.routes.mode(name)) : null, job.providers(), job.why(),
				statistics.calls(), statistics.errors(), statistics.inFlight(),
				(operation != null && operation.underWay()) ? operation.operation() : null);
	}

	private String place(CatalogJob job) {
		return job.isDelegated() ? job.place(this.routes.mode(job.key().name())) : "here";
	}

	private JobReport.Route route(CatalogJob job) {
		String name = job.key().name();
		RoutePolicy policy = this.routes.policy(name);
		return new JobReport.Route(Labels.of(this.routes.mode(name)), Labels.of(policy.mode()), job.providers(),
				this.routes.runningHere(name), policy.localPermits(), policy.returnAt(),
				policy.fallsBackToLocal() ? "local" : "none", policy.localOnMismatch() ? "local" : "fail");
	}

	private static JobReport.@Nullable Handler handler(@Nullable FaasJobHandler handler) {
		return (handler != null) ? new JobReport.Handler(ClassUtils.getQualifiedMethodName(handler.method()),
				handler.signature().parameterTypes().stream().map(Type::getTypeName).toList(),
				handler.signature().resultType().getTypeName(), handler.codec().name(), handler.contract(),
				handler.idempotent()) : null;
	}

	private static List<CallReport> calls(List<PastCall> calls, SecretValues.TextFilter filter) {
		return calls.stream().map((call) -> CallReport.of(call, filter)).toList();
	}

}
