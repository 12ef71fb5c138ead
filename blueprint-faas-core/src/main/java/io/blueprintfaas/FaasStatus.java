package io.blueprintfaas;

/**
 * What a provider says of a function, without having run it.
 *
 * @param state the state
 * @param detail a sentence for people; empty if there is nothing to add
 */
public record FaasStatus(State state, String detail) {

	/**
	 * The function can be called.
	 * @return a status without detail
	 */
	public static FaasStatus available() {
		return new FaasStatus(State.AVAILABLE, "");
	}

	/**
	 * There is no such function.
	 * @param detail what the provider said
	 * @return the status
	 */
	public static FaasStatus notDeployed(String detail) {
		return new FaasStatus(State.NOT_DEPLOYED, detail);
	}

	/**
	 * The function or its provider is not able to answer calls.
	 * @param detail what the provider said
	 * @return the status
	 */
	public static FaasStatus unavailable(String detail) {
		return new FaasStatus(State.UNAVAILABLE, detail);
	}

	/**
	 * It cannot be told.
	 * @param detail why not
	 * @return the status
	 */
	public static FaasStatus unknown(String detail) {
		return new FaasStatus(State.UNKNOWN, detail);
	}

	/**
	 * The states of a function.
	 */
	public enum State {

		/**
		 * The function can be called.
		 */
		AVAILABLE,

		/**
		 * There is no such function.
		 */
		NOT_DEPLOYED,

		/**
		 * The function or its provider is not able to answer calls.
		 */
		UNAVAILABLE,

		/**
		 * It cannot be told without running the function.
		 */
		UNKNOWN

	}

}
