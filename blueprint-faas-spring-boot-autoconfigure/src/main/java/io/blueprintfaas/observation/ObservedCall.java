package io.blueprintfaas.observation;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.invocation.FaasCallEvents;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;

/**
 * The observation of one call, which ends once.
 */
final class ObservedCall implements FaasCallEvents {

	private final Observation observation;

	private final FaasObservationContext context;

	private final AtomicBoolean ended = new AtomicBoolean();

	ObservedCall(Observation observation, FaasObservationContext context) {
		this.observation = observation;
		this.context = context;
	}

	@Override
	public void happened(EventKind kind, String detail) {
		switch (kind) {
			case RETRY -> this.observation.event(FaasCallEvent.RETRY);
			case FAILOVER -> this.observation.event(FaasCallEvent.FAILOVER);
			case FALLBACK -> {
				// After the call at the provider
			}
		}
	}

	void succeeded(@Nullable FaasResponse response) {
		if (this.ended.compareAndSet(false, true)) {
			this.context.setResponse(response);
			end(FaasCallOutcome.SUCCESS);
		}
	}

	void failed(Throwable error) {
		if (this.ended.compareAndSet(false, true)) {
			this.observation.error(error);
			end(FaasCallOutcome.of(error));
		}
	}

	void cancelled() {
		if (this.ended.compareAndSet(false, true)) {
			end(FaasCallOutcome.CANCELLED);
		}
	}

	private void end(FaasCallOutcome outcome) {
		this.context.setOutcome(outcome);
		this.observation.stop();
	}

}
