package io.blueprintfaas.invocation;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import io.blueprintfaas.invocation.FaasCallRecord.Place;

/**
 * Tells the listeners of each call, once when it begins and once when it has ended. What
 * a listener throws is logged: the result of a call is not lost because somebody could
 * not count it.
 */
final class CallRecorder {

	private static final Log logger = LogFactory.getLog(CallRecorder.class);

	private final SingletonSupplier<List<FaasCallListener>> listeners;

	private final Clock clock;

	CallRecorder(Supplier<List<FaasCallListener>> listeners, Clock clock) {
		this.listeners = SingletonSupplier.of(listeners);
		this.clock = clock;
	}

	CallJournal begin(CallableJob job, Place place) {
		CallJournal journal = new CallJournal(job, place, this.clock);
		tell((listener) -> listener.started(job.key().name()));
		return journal;
	}

	void succeeded(CallJournal journal) {
		end(journal, FaasCallOutcome.SUCCESS, null);
	}

	void failed(CallJournal journal, Throwable error) {
		FaasCallOutcome outcome = FaasCallOutcome.of(error);
		boolean here = !journal.isRemote() && outcome == FaasCallOutcome.ERROR;
		end(journal, here ? FaasCallOutcome.FUNCTION_ERROR : outcome, error);
	}

	void cancelled(CallJournal journal) {
		end(journal, FaasCallOutcome.CANCELLED, null);
	}

	private void end(CallJournal journal, FaasCallOutcome outcome, @Nullable Throwable error) {
		if (journal.ends()) {
			FaasCallRecord call = journal.end(outcome, error);
			tell((listener) -> listener.ended(call));
		}
	}

	private void tell(Consumer<FaasCallListener> event) {
		for (FaasCallListener listener : this.listeners.obtain()) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("%s could not take note of a call".formatted(listener.getClass().getName()), ex);
			}
		}
	}

}
