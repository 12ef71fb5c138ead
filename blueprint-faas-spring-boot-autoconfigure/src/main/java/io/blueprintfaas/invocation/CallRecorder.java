package io.blueprintfaas.invocation;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * Tells the listeners of each call, once when it begins and once when it has ended.
 */
final class CallRecorder {

	private final SingletonSupplier<List<FaasCallListener>> listeners;

	private final Clock clock;

	CallRecorder(Supplier<List<FaasCallListener>> listeners, Clock clock) {
		this.listeners = SingletonSupplier.of(listeners);
		this.clock = clock;
	}

	CallJournal begin(CallableJob job, Place place) {
		CallJournal journal = new CallJournal(job, place, this.clock);
		for (FaasCallListener listener : this.listeners.obtain()) {
			listener.started(job.key().name());
		}
		return journal;
	}

	void succeeded(CallJournal journal) {
		end(journal.end(FaasCallOutcome.SUCCESS, null));
	}

	void failed(CallJournal journal, Throwable error) {
		end(journal.end(FaasCallOutcome.of(error), error));
	}

	void cancelled(CallJournal journal) {
		end(journal.end(FaasCallOutcome.CANCELLED, null));
	}

	private void end(FaasCallRecord call) {
		for (FaasCallListener listener : this.listeners.obtain()) {
			listener.ended(call);
		}
	}

}
