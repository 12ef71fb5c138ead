package io.blueprintfaas.observation;

import io.micrometer.observation.Observation;

/**
 * What can happen during {@link FaasObservationDocumentation#CALL}.
 */
public enum FaasCallEvent implements Observation.Event {

	/**
	 * A try failed, and the call is sent again to the same provider.
	 */
	RETRY("retry"),

	/**
	 * The call is sent to the next provider.
	 */
	FAILOVER("failover");

	private final String key;

	FaasCallEvent(String key) {
		this.key = key;
	}

	@Override
	public String getName() {
		return this.key;
	}

}
