package io.blueprintfaas.actuate;

import java.util.Locale;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.operations.FaasJobStatuses;
import io.blueprintfaas.operations.SecretValues;

/**
 * Whether calls of a job have a place to run. A job that its provider cannot run is up
 * all the same if its calls run here, or fall back to here.
 */
final class FaasHealthIndicator implements ReactiveHealthIndicator {

	private final String job;

	private final FaasJobStatuses statuses;

	private final FaasRoutes routes;

	private final SecretValues secrets;

	FaasHealthIndicator(String job, FaasJobStatuses statuses, FaasRoutes routes, SecretValues secrets) {
		this.job = job;
		this.statuses = statuses;
		this.routes = routes;
		this.secrets = secrets;
	}

	@Override
	public Mono<Health> health() {
		return this.statuses.status(this.job)
			.map(this::health)
			.defaultIfEmpty(Health.up().withDetail("mode", "local").build());
	}

	private Health health(FaasStatus status) {
		RouteMode mode = this.routes.mode(this.job);
		boolean here = mode == RouteMode.LOCAL || this.routes.policy(this.job).fallsBackToLocal();
		Status atProvider = status(status.state());
		Health.Builder health = Health.status((here && atProvider.equals(Status.DOWN)) ? Status.UP : atProvider)
			.withDetail("function", label(status.state()))
			.withDetail("mode", label(mode));
		if (here && atProvider.equals(Status.DOWN)) {
			health.withDetail("runs", "here");
		}
		if (!status.detail().isEmpty()) {
			health.withDetail("detail", this.secrets.filter().apply(status.detail()));
		}
		return health.build();
	}

	private static String label(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static Status status(FaasStatus.State state) {
		return switch (state) {
			case AVAILABLE -> Status.UP;
			case NOT_DEPLOYED, UNAVAILABLE -> Status.DOWN;
			case UNKNOWN -> Status.UNKNOWN;
		};
	}

}
