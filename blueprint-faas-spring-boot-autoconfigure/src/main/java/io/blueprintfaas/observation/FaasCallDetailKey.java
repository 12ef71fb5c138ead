package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;

/**
 * Keys with many values of {@link FaasObservationDocumentation#CALL}.
 */
public enum FaasCallDetailKey implements KeyName {

	/**
	 * Identity of the call, constant over its tries.
	 */
	INVOCATION_ID("invocation.id"),

	/**
	 * Name of the instance that ran the call, as its answer tells.
	 */
	INSTANCE("instance");

	private final String key;

	FaasCallDetailKey(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

}
