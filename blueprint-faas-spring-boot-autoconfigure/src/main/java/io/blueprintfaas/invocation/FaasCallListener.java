package io.blueprintfaas.invocation;

/**
 * Hears of calls of jobs that have a provider. Beans of this type are called on the
 * thread that ends the call, so they must be quick. What they throw is logged, and
 * changes nothing for the call.
 */
public interface FaasCallListener {

	/**
	 * A call begins.
	 * @param job name of the job
	 */
	default void started(String job) {
	}

	/**
	 * A call has ended, whatever its outcome: exactly once for each that began.
	 * @param call what became of it
	 */
	void ended(FaasCallRecord call);

}
