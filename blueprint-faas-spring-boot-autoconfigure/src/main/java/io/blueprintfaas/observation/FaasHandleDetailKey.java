package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;

/**
 * Keys with many values of {@link FaasObservationDocumentation#HANDLE}.
 */
public enum FaasHandleDetailKey implements KeyName {

	/**
	 * Identity of the call, as its caller gave it.
	 */
	INVOCATION_ID("invocation.id");

	private final String key;

	FaasHandleDetailKey(String key) {
		this.key = key;
	}

	@Override
	public String asString() {
		return this.key;
	}

}
