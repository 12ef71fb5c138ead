package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of jobs that have a provider, besides those of their observations. What is
 * not known is not counted.
 */
public enum FaasMeterDocumentation implements MeterDocumentation {

	/**
	 * Calls and how long they took, from the call of the handler to its result, wherever
	 * they ran.
	 */
	CALLS("faas.calls", Meter.Type.TIMER, "seconds", FaasMeterKey.JOB, FaasMeterKey.PROVIDER, FaasMeterKey.OUTCOME,
			FaasMeterKey.PLACE),

	/**
	 * Calls under way.
	 */
	ACTIVE("faas.calls.active", Meter.Type.GAUGE, "calls", FaasMeterKey.JOB),

	/**
	 * How long the handler ran, if function or provider tell.
	 */
	EXECUTION("faas.calls.execution", Meter.Type.TIMER, "seconds", FaasMeterKey.JOB, FaasMeterKey.PROVIDER),

	/**
	 * Calls of which is known whether they had to wait for a new instance.
	 */
	STARTS("faas.calls.starts", Meter.Type.COUNTER, "calls", FaasMeterKey.JOB, FaasMeterKey.PROVIDER,
			FaasMeterKey.START),

	/**
	 * How long starting a new instance took, for calls that waited for it.
	 */
	INIT("faas.calls.init", Meter.Type.TIMER, "seconds", FaasMeterKey.JOB, FaasMeterKey.PROVIDER),

	/**
	 * Size of the encoded arguments.
	 */
	REQUEST_SIZE("faas.calls.request.size", Meter.Type.DISTRIBUTION_SUMMARY, "bytes", FaasMeterKey.JOB,
			FaasMeterKey.PROVIDER),

	/**
	 * Size of the encoded result.
	 */
	RESPONSE_SIZE("faas.calls.response.size", Meter.Type.DISTRIBUTION_SUMMARY, "bytes", FaasMeterKey.JOB,
			FaasMeterKey.PROVIDER),

	/**
	 * Times a call was sent again to the same provider.
	 */
	RETRIES("faas.calls.retries", Meter.Type.COUNTER, "retries", FaasMeterKey.JOB),

	/**
	 * Times a call went on to the next provider.
	 */
	FAILOVERS("faas.calls.failovers", Meter.Type.COUNTER, "failovers", FaasMeterKey.JOB),

	/**
	 * Time that the provider charges for, as far as it tells.
	 */
	BILLED("faas.calls.billed", Meter.Type.COUNTER, "seconds", FaasMeterKey.JOB, FaasMeterKey.PROVIDER),

	/**
	 * Estimate of what calls cost, by list prices, in units of the currency. Calls of
	 * which billed time or memory is not known are not in it.
	 */
	COST_ESTIMATE("faas.calls.cost.estimate", Meter.Type.COUNTER, null, FaasMeterKey.JOB, FaasMeterKey.PROVIDER,
			FaasMeterKey.CURRENCY),

	/**
	 * Calls that the bulkhead of the job lets run now.
	 */
	BULKHEAD_RUNNING("faas.bulkhead.running", Meter.Type.GAUGE, "calls", FaasMeterKey.JOB, FaasMeterKey.PROVIDER),

	/**
	 * Calls that wait for the bulkhead of the job now.
	 */
	BULKHEAD_QUEUED("faas.bulkhead.queued", Meter.Type.GAUGE, "calls", FaasMeterKey.JOB, FaasMeterKey.PROVIDER),

	/**
	 * 1 for the state that the circuit breaker is in now, 0 for the others.
	 */
	CIRCUIT_BREAKER_STATE("faas.circuitbreaker.state", Meter.Type.GAUGE, null, FaasMeterKey.JOB, FaasMeterKey.PROVIDER,
			FaasMeterKey.STATE),

	/**
	 * Local permits that calls hold now, with mode 'overflow'.
	 */
	LOCAL_PERMITS("faas.local.permits.taken", Meter.Type.GAUGE, "calls", FaasMeterKey.JOB);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final KeyName[] keys;

	FaasMeterDocumentation(String name, Meter.Type type, @Nullable String baseUnit, KeyName... keys) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

}
