package io.blueprintfaas.invocation;

import org.springframework.util.Assert;

/**
 * What configuration says of where calls of a job go.
 *
 * @param mode where they go, until somebody changes that
 * @param localPermits with {@link RouteMode#OVERFLOW}, most calls that run here at a
 * time, at least 1
 * @param returnAt once calls go to the provider, how few must be running here for the
 * next to stay; from 0 to one less than the permits
 * @param fallsBackToLocal whether a call that the provider did not run is run here
 * @param localOnMismatch whether a call is run here that the function refused because it
 * was built from another version of the handler
 */
public record RoutePolicy(RouteMode mode, int localPermits, int returnAt, boolean fallsBackToLocal,
		boolean localOnMismatch) {

	/**
	 * Everything goes to the provider, and fails if that fails.
	 */
	public static final RoutePolicy REMOTE = new RoutePolicy(RouteMode.REMOTE, 1, 0, false, false);

	public RoutePolicy {
		Assert.isTrue(localPermits >= 1, () -> "'localPermits' must be at least 1, but is " + localPermits);
		Assert.isTrue(returnAt >= 0 && returnAt < localPermits,
				() -> "'returnAt' must be from 0 to %d, but is %d".formatted(localPermits - 1, returnAt));
	}

}
