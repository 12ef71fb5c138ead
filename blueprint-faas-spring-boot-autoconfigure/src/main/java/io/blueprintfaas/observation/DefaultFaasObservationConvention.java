package io.blueprintfaas.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasResponse;

/**
 * Names and keys of {@link FaasObservationDocumentation#CALL} unless a bean says
 * otherwise. Values that are not known are {@value FaasObservationDocumentation#NONE}.
 */
public class DefaultFaasObservationConvention implements FaasObservationConvention {

	private static final KeyValue NO_EXCEPTION = FaasCallKey.EXCEPTION.withValue(FaasObservationDocumentation.NONE);

	private static final KeyValue NO_OUTCOME = FaasCallKey.OUTCOME.withValue(FaasObservationDocumentation.NONE);

	@Override
	public String getName() {
		return FaasObservationDocumentation.CALL.getName();
	}

	@Override
	public String getContextualName(FaasObservationContext context) {
		return "call " + context.getRequest().job().name();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(FaasObservationContext context) {
		return KeyValues.of(FaasCallKey.JOB.withValue(context.getRequest().job().name()),
				FaasCallKey.PROVIDER.withValue(context.getProvider()), outcome(context), exception(context));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(FaasObservationContext context) {
		return KeyValues.of(FaasCallDetailKey.INVOCATION_ID.withValue(context.getRequest().invocationId().toString()),
				FaasCallDetailKey.INSTANCE.withValue(instance(context.getResponse())));
	}

	private static KeyValue outcome(FaasObservationContext context) {
		return (context.getOutcome() != null) ? FaasCallKey.OUTCOME.withValue(context.getOutcome().label())
				: NO_OUTCOME;
	}

	private static KeyValue exception(FaasObservationContext context) {
		Throwable error = context.getError();
		return (error != null) ? FaasCallKey.EXCEPTION.withValue(ExceptionNames.of(error)) : NO_EXCEPTION;
	}

	private static String instance(@Nullable FaasResponse response) {
		String instance = (response != null) ? response.metrics().instance() : null;
		return (instance != null) ? instance : FaasObservationDocumentation.NONE;
	}

}
