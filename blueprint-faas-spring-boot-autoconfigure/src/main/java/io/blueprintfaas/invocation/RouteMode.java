package io.blueprintfaas.invocation;

/**
 * Where calls of a job go that has a provider.
 */
public enum RouteMode {

	/**
	 * To the provider.
	 */
	REMOTE,

	/**
	 * Nowhere: the job runs here.
	 */
	LOCAL,

	/**
	 * The job runs here as long as it has local permits. What comes when they are used up
	 * goes to the provider.
	 */
	OVERFLOW

}
