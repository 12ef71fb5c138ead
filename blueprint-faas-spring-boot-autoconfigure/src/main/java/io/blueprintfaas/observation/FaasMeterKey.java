package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;

/**
 * Keys of {@link FaasMeterDocumentation}, all with few values.
 */
public enum FaasMeterKey implements KeyName {

	/**
	 * Name of the job. Not {@code job}, which is what Prometheus calls the target of a
	 * scrape.
	 */
	JOB("faas.job"),

	/**
	 * Name of the provider that answered, or else failed last; {@code none} if none was
	 * asked.
	 */
	PROVIDER("provider"),

	/**
	 * How the call ended: a label of {@link io.blueprintfaas.invocation.FaasCallOutcome}.
	 */
	OUTCOME("outcome"),

	/**
	 * Where the job ran, or was to run: {@code remote}, {@code local} or
	 * {@code fallback}.
	 */
	PLACE("place"),

	/**
	 * {@code cold} if the call had to wait for a new instance, otherwise {@code warm}.
	 */
	START("start"),

	/**
	 * State of a circuit breaker, for example {@code half_open}.
	 */
	STATE("state"),

	/**
	 * Currency of the price list, for example {@code USD}.
	 */
	CURRENCY("currency");

	private final String key;

	FaasMeterKey(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

}
