package io.blueprintfaas.operations;

/**
 * An operation was refused before anything was done. The message says why, and what would
 * be accepted.
 */
public final class FaasOperationException extends RuntimeException {

	private final Reason reason;

	private FaasOperationException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	static FaasOperationException unknownJob(String message) {
		return new FaasOperationException(Reason.UNKNOWN_JOB, message);
	}

	static FaasOperationException invalid(String message) {
		return new FaasOperationException(Reason.INVALID, message);
	}

	static FaasOperationException busy(String message) {
		return new FaasOperationException(Reason.BUSY, message);
	}

	/**
	 * Why it was refused.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why an operation can be refused.
	 */
	public enum Reason {

		/**
		 * There is no such job.
		 */
		UNKNOWN_JOB,

		/**
		 * There is no such operation, or not for this job, or not with these values.
		 */
		INVALID,

		/**
		 * Another operation on the job is under way.
		 */
		BUSY

	}

}
