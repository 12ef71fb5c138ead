package io.blueprintfaas.observation;

import io.micrometer.common.KeyValues;

import io.blueprintfaas.invocation.FaasCallOutcome;

/**
 * Names and keys of {@link FaasObservationDocumentation#HANDLE} unless a bean says
 * otherwise. Values that are not known are {@value FaasObservationDocumentation#NONE}.
 */
public class DefaultFaasHandleObservationConvention implements FaasHandleObservationConvention {

	@Override
	public String getName() {
		return FaasObservationDocumentation.HANDLE.getName();
	}

	@Override
	public String getContextualName(FaasHandleObservationContext context) {
		return "handle " + context.getJob().name();
	}

	// At the start nothing is known of the end, and both are asked for the same keys
	@Override
	public KeyValues getLowCardinalityKeyValues(FaasHandleObservationContext context) {
		Throwable error = context.getError();
		FaasCallOutcome outcome = (error != null) ? FaasCallOutcome.FUNCTION_ERROR : FaasCallOutcome.SUCCESS;
		return KeyValues.of(FaasHandleKey.JOB.withValue(context.getJob().name()),
				FaasHandleKey.START.withValue(context.isColdStart() ? "cold" : "warm"),
				FaasHandleKey.OUTCOME.withValue(outcome.label()), FaasHandleKey.EXCEPTION
					.withValue((error != null) ? ExceptionNames.of(error) : FaasObservationDocumentation.NONE));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(FaasHandleObservationContext context) {
		String id = context.getInvocationId();
		return KeyValues
			.of(FaasHandleDetailKey.INVOCATION_ID.withValue((id != null) ? id : FaasObservationDocumentation.NONE));
	}

}
