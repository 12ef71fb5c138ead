package io.blueprintfaas.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.invocation.FaasCallEvents;

/**
 * Observes each call of an executor. The observation is a child of the one in the Reactor
 * context or, without one there, of the current one of the thread that subscribes; what
 * is sent carries its trace.
 */
final class ObservedFaasExecutor implements FaasExecutor {

	private static final FaasObservationConvention DEFAULT_CONVENTION = new DefaultFaasObservationConvention();

	private final FaasExecutor delegate;

	private final ObservationRegistry registry;

	private final @Nullable FaasObservationConvention convention;

	ObservedFaasExecutor(FaasExecutor delegate, ObservationRegistry registry,
			@Nullable FaasObservationConvention convention) {
		this.delegate = delegate;
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.deferContextual((context) -> {
			FaasObservationContext observed = new FaasObservationContext(request, provider());
			Observation observation = start(observed, context);
			ObservedCall call = new ObservedCall(observation, observed);
			return Mono.defer(() -> this.delegate.invoke(observed.outgoing()))
				.doOnSuccess(call::succeeded)
				.doOnError(call::failed)
				.doOnCancel(call::cancelled)
				.contextWrite((inner) -> inner.put(ObservationThreadLocalAccessor.KEY, observation)
					.put(FaasCallEvents.class, call));
		});
	}

	private Observation start(FaasObservationContext observed, ContextView context) {
		Observation observation = FaasObservationDocumentation.CALL.observation(this.convention, DEFAULT_CONVENTION,
				() -> observed, this.registry);
		Observation parent = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		return ((parent != null) ? observation.parentObservation(parent) : observation).start();
	}

	@Override
	public Mono<FaasStatus> status() {
		return this.delegate.status();
	}

	@Override
	public String provider() {
		return this.delegate.provider();
	}

}
