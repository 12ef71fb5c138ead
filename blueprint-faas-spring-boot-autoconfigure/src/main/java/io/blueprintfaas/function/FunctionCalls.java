package io.blueprintfaas.function;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.observation.DefaultFaasHandleObservationConvention;
import io.blueprintfaas.observation.FaasHandleObservationContext;
import io.blueprintfaas.observation.FaasHandleObservationConvention;
import io.blueprintfaas.observation.FaasObservationDocumentation;
import io.blueprintfaas.runtime.FunctionCall;
import io.blueprintfaas.runtime.FunctionCallInterceptor;

/**
 * Runs each handler inside an observation that goes on with the caller's trace, and
 * flushes what was gathered before the call is answered.
 */
final class FunctionCalls implements FunctionCallInterceptor {

	private static final Log logger = LogFactory.getLog(FunctionCalls.class);

	private static final FaasHandleObservationConvention DEFAULT_CONVENTION = new DefaultFaasHandleObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable FaasHandleObservationConvention convention;

	private final List<FunctionFlush> flushes;

	FunctionCalls(ObservationRegistry registry, @Nullable FaasHandleObservationConvention convention,
			List<FunctionFlush> flushes) {
		this.registry = registry;
		this.convention = convention;
		this.flushes = flushes;
	}

	@Override
	public @Nullable Object around(FunctionCall call, Handler handler) throws Throwable {
		try {
			return this.registry.isNoop() ? handler.run() : observe(call, handler);
		}
		finally {
			this.flushes.forEach(FunctionCalls::flush);
		}
	}

	private @Nullable Object observe(FunctionCall call, Handler handler) throws Throwable {
		FaasHandleObservationContext context = new FaasHandleObservationContext(call.job(), call.invocationId(),
				call.headers(), call.coldStart());
		Observation observation = FaasObservationDocumentation.HANDLE.observation(this.convention, DEFAULT_CONVENTION,
				() -> context, this.registry);
		return observation.<@Nullable Object, Throwable>observeChecked(handler::run);
	}

	private static void flush(FunctionFlush flush) {
		try {
			flush.flush();
		}
		catch (RuntimeException ex) {
			logger.warn("What a call left to be sent on, such as its spans, may be lost", ex);
		}
	}

}
