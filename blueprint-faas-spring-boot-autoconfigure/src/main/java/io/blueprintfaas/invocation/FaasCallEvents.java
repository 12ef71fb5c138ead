package io.blueprintfaas.invocation;

import io.blueprintfaas.invocation.FaasCallRecord.EventKind;

/**
 * Hears at once what happens to one call on its way. What stands around an executor puts
 * it into the Reactor context, under this class.
 */
@FunctionalInterface
public interface FaasCallEvents {

	/**
	 * Something happened.
	 * @param kind what happened
	 * @param detail a sentence for people
	 */
	void happened(EventKind kind, String detail);

}
