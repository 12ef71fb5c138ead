package io.blueprintfaas.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of calls. A value of a key that is not known is {@value #NONE}.
 */
public enum FaasObservationDocumentation implements ObservationDocumentation {

	/**
	 * A call at its provider, in the application that calls: all its tries, up to the
	 * answer of whichever provider answers.
	 */
	CALL("faas.call", DefaultFaasObservationConvention.class, FaasCallKey.values(), FaasCallDetailKey.values(),
			FaasCallEvent.values()),

	/**
	 * A call inside the function: from its decoded arguments to the awaited result of the
	 * handler.
	 */
	HANDLE("faas.handle", DefaultFaasHandleObservationConvention.class, FaasHandleKey.values(),
			FaasHandleDetailKey.values());

	/**
	 * Value of a key of which nothing is known.
	 */
	public static final String NONE = "none";

	private final String name;

	private final Class<? extends ObservationConvention<? extends Observation.Context>> convention;

	private final KeyName[] keys;

	private final KeyName[] detailKeys;

	private final Observation.Event[] events;

	FaasObservationDocumentation(String name,
			Class<? extends ObservationConvention<? extends Observation.Context>> convention, KeyName[] keys,
			KeyName[] detailKeys, Observation.Event... events) {
		this.name = name;
		this.convention = convention;
		this.keys = keys;
		this.detailKeys = detailKeys;
		this.events = events;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
		return this.convention;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.keys.clone();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return this.detailKeys.clone();
	}

	@Override
	public Observation.Event[] getEvents() {
		return this.events.clone();
	}

}
