package io.blueprintfaas.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;

/**
 * Does something with a job while the application runs. What takes its time goes on in
 * the background, one operation at a time for each job.
 */
public final class FaasOperations implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(FaasOperations.class);

	private final FaasJobCatalog catalog;

	private final FaasRoutes routes;

	private final Supplier<FaasDeployer> deployer;

	private final SecretValues secrets;

	private final Clock clock = Clock.systemUTC();

	private final BackgroundOperations background = new BackgroundOperations(this.clock);

	/**
	 * Operations on the jobs of a catalog.
	 * @param catalog the jobs
	 * @param routes where their calls go
	 * @param deployer brings functions to their providers; asked for when it is needed
	 * @param secrets what must not be shown
	 */
	public FaasOperations(FaasJobCatalog catalog, FaasRoutes routes, Supplier<FaasDeployer> deployer,
			SecretValues secrets) {
		this.catalog = catalog;
		this.routes = routes;
		this.deployer = deployer;
		this.secrets = secrets;
	}

	/**
	 * Begins an operation. A change of the route is done when this returns, anything else
	 * goes on afterwards.
	 * @param job name of the job
	 * @param operation what to do
	 * @return how far it is
	 * @throws FaasOperationException if nothing was begun
	 */
	public OperationReport start(String job, JobOperation operation) {
		CatalogJob known = this.catalog.get(job);
		if (!known.isDelegated()) {
			throw FaasOperationException
				.invalid("Job '%s' has no provider, so it runs here: configure blueprint.faas.jobs.%1$s.provider"
					.formatted(job));
		}
		return switch (operation.kind()) {
			case ROUTE -> route(known, operation.mode());
			case DEPLOY -> deploy(known, operation.provider());
			case UNDEPLOY -> inBackground(known, operation.kind(),
					(progress) -> this.deployer.get()
						.undeploy(job)
						.map((removed) -> removed ? "removed" : "there was no function"));
			case WARM -> inBackground(known, operation.kind(),
					(progress) -> this.deployer.get()
						.warm(job)
						.map("%d instances are warm"::formatted)
						.defaultIfEmpty("done, the provider does not tell how many instances are warm"));
		};
	}

	/**
	 * The last operation on a job that went on in the background.
	 * @param job name of the job
	 * @return how far it is, or {@code null} if there was none
	 */
	public @Nullable OperationReport last(String job) {
		OperationReport report = this.background.find(job);
		return (report != null) ? report.with(this.secrets.filter()) : null;
	}

	private OperationReport route(CatalogJob job, @Nullable RouteMode mode) {
		Instant startedAt = this.clock.instant();
		String name = job.key().name();
		if (mode == null) {
			this.routes.reset(name);
		}
		else if (mode != RouteMode.REMOTE && job.handler() == null) {
			throw FaasOperationException
				.invalid("Job '%s' cannot run here, as the application has no handler of it: its mode is 'remote'"
					.formatted(name));
		}
		else {
			this.routes.route(name, mode);
		}
		String now = "calls go: " + job.place(this.routes.mode(name));
		logger.info("route of job '%s': %s".formatted(name, now));
		return new OperationReport(Labels.of(JobOperation.Kind.ROUTE), OperationReport.DONE, startedAt,
				this.clock.instant(), List.of(), now, null);
	}

	private OperationReport deploy(CatalogJob job, @Nullable String provider) {
		List<String> all = job.providers();
		if (provider != null && !all.contains(provider)) {
			throw FaasOperationException.invalid("Job '%s' has no provider '%s'. It has %s".formatted(job.key().name(),
					provider, String.join(", ", all)));
		}
		List<String> chosen = (provider != null) ? List.of(provider) : all;
		return inBackground(job, JobOperation.Kind.DEPLOY,
				(progress) -> Flux.fromIterable(chosen)
					.concatMap((name) -> deploy(job, name,
							(step) -> progress.step((chosen.size() > 1) ? name + ": " + step : step)))
					.map(FaasOperations::sentence)
					.collectList()
					.map((sentences) -> String.join("; ", sentences)));
	}

	private Mono<FaasDeployment> deploy(CatalogJob job, String provider, FaasProgress progress) {
		return this.deployer.get().deploy(job.key().name(), provider, progress);
	}

	private static String sentence(FaasDeployment deployment) {
		return "%s at %s as '%s'".formatted(deployment.changed() ? "deployed" : "unchanged", deployment.provider(),
				deployment.function());
	}

	private OperationReport inBackground(CatalogJob job, JobOperation.Kind kind, Work work) {
		if (job.definitions().isEmpty()) {
			throw FaasOperationException.invalid(
					"The executor of job '%s' was registered by the application: no provider is configured to %s it"
						.formatted(job.key().name(), Labels.of(kind)));
		}
		return this.background.start(job.key().name(), kind, work::begin);
	}

	/**
	 * Gives up what is under way: whether it was finished is then unknown.
	 */
	@Override
	public void close() {
		this.background.close();
	}

	private interface Work {

		Mono<String> begin(FaasProgress progress);

	}

}
