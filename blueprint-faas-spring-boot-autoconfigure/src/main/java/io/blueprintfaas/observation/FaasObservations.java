package io.blueprintfaas.observation;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasExecutor;

/**
 * Observes executors if the application observes anything. Executors that an application
 * registers itself can be handed to {@link #observe} too.
 */
public final class FaasObservations {

	private final ObservationRegistry registry;

	private final @Nullable FaasObservationConvention convention;

	/**
	 * Observations.
	 * @param registry where they go
	 * @param convention names and keys, or {@code null} for the default
	 */
	public FaasObservations(ObservationRegistry registry, @Nullable FaasObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Observes the calls of an executor.
	 * @param executor what runs the job
	 * @return an executor that is observed; the given one if nothing is observed here
	 */
	public FaasExecutor observe(FaasExecutor executor) {
		return this.registry.isNoop() ? executor : new ObservedFaasExecutor(executor, this.registry, this.convention);
	}

}
