package io.blueprintfaas.invocation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Where calls of each job go, and the way to change it while the application runs. Calls
 * under way stay where they are; the next call goes the new way. Safe for concurrent use.
 */
public final class FaasRoutes {

	private final Function<String, RoutePolicy> policies;

	private final Map<String, JobRoute> routes = new ConcurrentHashMap<>();

	/**
	 * Routes as configured.
	 * @param policies what configuration says, by the name of a job
	 */
	public FaasRoutes(Function<String, RoutePolicy> policies) {
		this.policies = policies;
	}

	/**
	 * Where calls of a job go now.
	 * @param job name of the job
	 * @return the mode
	 */
	public RouteMode mode(String job) {
		return of(job).mode();
	}

	/**
	 * What configuration says of a job.
	 * @param job name of the job
	 * @return the policy
	 */
	public RoutePolicy policy(String job) {
		return of(job).policy();
	}

	/**
	 * Calls of a job that hold a local permit now.
	 * @param job name of the job
	 * @return their number, 0 unless the mode is or was {@link RouteMode#OVERFLOW}
	 */
	public int runningHere(String job) {
		return of(job).runningHere();
	}

	/**
	 * Sends further calls of a job another way, until it is changed again or the
	 * application ends.
	 * @param job name of the job
	 * @param mode where they go
	 */
	public void route(String job, RouteMode mode) {
		of(job).mode(mode);
	}

	/**
	 * Sends further calls of a job the way that configuration says.
	 * @param job name of the job
	 */
	public void reset(String job) {
		JobRoute route = of(job);
		route.mode(route.policy().mode());
	}

	/**
	 * Sends further calls of all jobs the way that configuration says.
	 */
	public void resetAll() {
		this.routes.keySet().forEach(this::reset);
	}

	JobRoute of(String job) {
		JobRoute known = this.routes.get(job);
		return (known != null) ? known
				: this.routes.computeIfAbsent(job, (name) -> new JobRoute(this.policies.apply(name)));
	}

}
