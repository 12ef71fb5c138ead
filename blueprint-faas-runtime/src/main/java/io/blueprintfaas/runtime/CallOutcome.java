package io.blueprintfaas.runtime;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.wire.WireResponse;

/**
 * What became of a call.
 *
 * @param response the answer
 * @param thrown what the handler threw, without what reflection and Reactor put around
 * it; {@code null} if it returned or was not run
 */
record CallOutcome(WireResponse response, @Nullable Throwable thrown) {

	static CallOutcome of(WireResponse response) {
		return new CallOutcome(response, null);
	}

}
