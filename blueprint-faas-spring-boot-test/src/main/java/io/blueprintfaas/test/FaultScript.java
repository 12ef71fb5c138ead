package io.blueprintfaas.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * What befalls the tries of calls of one job, in their order: a call that is retried
 * takes several. Safe for concurrent use.
 */
public final class FaultScript {

	private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

	private volatile Fault otherwise = Fault.none();

	FaultScript() {
	}

	/**
	 * Adds faults for the next tries, one each, at whatever provider.
	 * @param faults the faults
	 * @return this script
	 */
	public FaultScript next(Fault... faults) {
		List.of(faults).forEach((fault) -> this.steps.add(new Step(null, fault)));
		return this;
	}

	/**
	 * Adds faults for the next tries at one provider, one each.
	 * @param provider name of the provider
	 * @param faults the faults
	 * @return this script
	 */
	public FaultScript nextAt(String provider, Fault... faults) {
		List.of(faults).forEach((fault) -> this.steps.add(new Step(provider, fault)));
		return this;
	}

	/**
	 * What befalls all tries that no other fault is there for.
	 * @param fault the fault
	 * @return this script
	 */
	public FaultScript otherwise(Fault fault) {
		this.otherwise = fault;
		return this;
	}

	Fault take(String provider) {
		for (Step step : this.steps) {
			if ((step.provider() == null || step.provider().equals(provider)) && this.steps.remove(step)) {
				return step.fault();
			}
		}
		return this.otherwise;
	}

	// Not a record: two equal steps are two
	private static final class Step {

		private final @Nullable String provider;

		private final Fault fault;

		Step(@Nullable String provider, Fault fault) {
			this.provider = provider;
			this.fault = fault;
		}

		@Nullable String provider() {
			return this.provider;
		}

		Fault fault() {
			return this.fault;
		}

	}

}
