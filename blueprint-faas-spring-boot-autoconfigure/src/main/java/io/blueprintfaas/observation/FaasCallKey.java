package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;

/**
 * Keys with few values of {@link FaasObservationDocumentation#CALL}.
 */
public enum FaasCallKey implements KeyName {

	/**
	 * Name of the job. Not {@code job}, which is what Prometheus calls the target of a
	 * scrape.
	 */
	JOB("faas.job"),

	/**
	 * Name of the provider that answered, or else failed last.
	 */
	PROVIDER("provider"),

	/**
	 * How the call ended: a label of {@link io.blueprintfaas.invocation.FaasCallOutcome}.
	 */
	OUTCOME("outcome"),

	/**
	 * Simple name of the class of what the call failed with.
	 */
	EXCEPTION("exception");

	private final String key;

	FaasCallKey(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

}
