package io.blueprintfaas.observation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import io.blueprintfaas.cost.FaasPrices;
import io.blueprintfaas.invocation.FaasCallListener;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasExecutorListener;
import io.blueprintfaas.invocation.FaasPolicies;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.provider.FaasCostBasis;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Turns the records of calls into metrics.
 */
final class FaasMeters implements FaasCallListener, FaasExecutorListener {

	private final MeterRegistry registry;

	private final FaasRoutes routes;

	private final SingletonSupplier<FaasPrices> prices;

	private final Map<String, JobMeters> jobs = new ConcurrentHashMap<>();

	private final Map<At, CallMeters> calls = new ConcurrentHashMap<>();

	private final Map<Way, Timer> timers = new ConcurrentHashMap<>();

	private final Map<At, FaasCostBasis> costs = new ConcurrentHashMap<>();

	FaasMeters(MeterRegistry registry, FaasRoutes routes, Supplier<FaasPrices> prices) {
		this.registry = registry;
		this.routes = routes;
		this.prices = SingletonSupplier.of(prices);
	}

	@Override
	public void created(FaasJobDefinition job, FaasPolicies policies, FaasCostBasis costBasis) {
		String name = job.key().name();
		job(name);
		new PolicyMeters(this.registry).bind(name, job.provider(), policies);
		this.costs.put(new At(name, job.provider()), costBasis);
		this.prices.obtain();
	}

	@Override
	public void started(String job) {
		job(job).started();
	}

	@Override
	public void ended(FaasCallRecord call) {
		String name = call.job().name();
		String provider = (call.provider() != null) ? call.provider() : FaasObservationDocumentation.NONE;
		At at = new At(name, provider);
		job(name).ended(call);
		timer(new Way(at, call.outcome(), call.place())).record(call.total());
		CallMeters meters = this.calls.computeIfAbsent(at, (key) -> new CallMeters(name, provider, this.registry));
		meters.ended(call);
		Double estimate = estimate(at, call);
		if (estimate != null) {
			meters.cost(estimate, this.prices.obtain().currency());
		}
	}

	private @Nullable Double estimate(At at, FaasCallRecord call) {
		FaasCostBasis basis = this.costs.get(at);
		return (basis != null) ? this.prices.obtain().estimate(basis, call.metrics().billed()) : null;
	}

	private JobMeters job(String name) {
		JobMeters known = this.jobs.get(name);
		return (known != null) ? known
				: this.jobs.computeIfAbsent(name, (job) -> new JobMeters(job, this.routes, this.registry));
	}

	private Timer timer(Way way) {
		Timer known = this.timers.get(way);
		return (known != null) ? known : this.timers.computeIfAbsent(way, this::register);
	}

	private Timer register(Way way) {
		return Timer.builder(FaasMeterDocumentation.CALLS.getName())
			.tag(FaasMeterKey.JOB.asString(), way.at().job())
			.tag(FaasMeterKey.PROVIDER.asString(), way.at().provider())
			.tag(FaasMeterKey.OUTCOME.asString(), way.outcome().label())
			.tag(FaasMeterKey.PLACE.asString(), way.place().name().toLowerCase(Locale.ROOT))
			.register(this.registry);
	}

	private record At(String job, String provider) {

	}

	private record Way(At at, FaasCallOutcome outcome, FaasCallRecord.Place place) {

	}

}
