package io.blueprintfaas.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and keys of {@link FaasObservationDocumentation#CALL}. A bean of this type takes
 * the place of {@link DefaultFaasObservationConvention}.
 */
public interface FaasObservationConvention extends ObservationConvention<FaasObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof FaasObservationContext;
	}

}
