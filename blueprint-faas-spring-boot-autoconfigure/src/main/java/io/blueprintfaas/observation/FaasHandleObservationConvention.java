package io.blueprintfaas.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and keys of {@link FaasObservationDocumentation#HANDLE}. A bean of this type
 * takes the place of {@link DefaultFaasHandleObservationConvention}.
 */
public interface FaasHandleObservationConvention extends ObservationConvention<FaasHandleObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof FaasHandleObservationContext;
	}

}
