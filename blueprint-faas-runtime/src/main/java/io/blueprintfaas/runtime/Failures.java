package io.blueprintfaas.runtime;

import java.lang.reflect.InvocationTargetException;

import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.codec.PayloadCodecException;
import io.blueprintfaas.wire.WireResponse;

/**
 * Makes answers of what was thrown.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * Answer of a handler that threw: class name, message and stack of what it threw,
	 * without what reflection and Reactor put around it.
	 * @param jobId number of the job
	 * @param thrown what was caught
	 * @param metrics what was measured
	 * @return the answer, and what was thrown
	 */
	static CallOutcome thrown(long jobId, Throwable thrown, FaasMetrics metrics) {
		Throwable own = unwrap(thrown);
		return new CallOutcome(
				WireResponse.failure(jobId, message(own), own.getClass().getName(), StackText.of(own), metrics), own);
	}

	/**
	 * Answer of a call whose arguments or result the codec could not carry. The stack is
	 * told only if the codec failed in a way it should not.
	 * @param jobId number of the job
	 * @param what what was to be done, as the beginning of a sentence
	 * @param thrown what the codec threw
	 * @param metrics what was measured
	 * @return the answer
	 */
	static WireResponse payload(long jobId, String what, Throwable thrown, FaasMetrics metrics) {
		boolean expected = thrown instanceof PayloadCodecException;
		String reason = expected ? message(thrown) : thrown.getClass().getName();
		String stack = expected ? null : StackText.of(thrown);
		return WireResponse.failure(jobId, what + ": " + reason, WireResponse.PAYLOAD, stack, metrics);
	}

	private static Throwable unwrap(Throwable thrown) {
		Throwable cause = thrown.getCause();
		if (thrown instanceof InvocationTargetException && cause != null) {
			return unwrap(cause);
		}
		Throwable own = Exceptions.unwrap(thrown);
		return (own != thrown) ? unwrap(own) : thrown;
	}

	private static String message(Throwable thrown) {
		String message = ownMessage(thrown);
		return (message != null) ? message : thrown.getClass().getName();
	}

	// An exception of the application may fail to tell its message
	private static @Nullable String ownMessage(Throwable thrown) {
		try {
			return thrown.getMessage();
		}
		catch (Throwable ex) {
			return null;
		}
	}

}
