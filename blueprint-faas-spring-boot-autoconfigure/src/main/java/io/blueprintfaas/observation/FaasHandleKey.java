package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;

/**
 * Keys with few values of {@link FaasObservationDocumentation#HANDLE}.
 */
public enum FaasHandleKey implements KeyName {

	/**
	 * Name of the job. Not {@code job}, which is what Prometheus calls the target of a
	 * scrape.
	 */
	JOB("faas.job"),

	/**
	 * Whether the call had to wait for this instance to start: {@code cold} or
	 * {@code warm}.
	 */
	START("start"),

	/**
	 * How the handler ended: {@code success} or {@code function_error}.
	 */
	OUTCOME("outcome"),

	/**
	 * Simple name of the class of what the handler threw.
	 */
	EXCEPTION("exception");

	private final String key;

	FaasHandleKey(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

}
