package io.blueprintfaas.openwhisk;

/**
 * How a run fails in place of an answer.
 *
 * @param statusCode number of the status
 * @param error what the result says
 * @param timeout whether time was up
 * @param init whether that was while the container was initialised
 */
public record FakeWhiskFailure(int statusCode, String error, boolean timeout, boolean init) {

	/** The container ended. */
	public static final FakeWhiskFailure CRASH = new FakeWhiskFailure(2,
			"The action did not produce a valid response and exited unexpectedly.", false, false);

	/** The container ended while it was initialised. */
	public static final FakeWhiskFailure CRASH_AT_START = new FakeWhiskFailure(2,
			"The action did not initialize and exited unexpectedly.", false, true);

	/** The container used more memory than it may. */
	public static final FakeWhiskFailure MEMORY = new FakeWhiskFailure(2,
			"The action exhausted its memory and was aborted.", false, false);

	/** The platform failed. */
	public static final FakeWhiskFailure INTERNAL = new FakeWhiskFailure(3, "Action could not be fetched.", false,
			false);

	/**
	 * Time was up.
	 * @param milliseconds the limit
	 * @param init whether that was while the container was initialised
	 * @return the failure
	 */
	public static FakeWhiskFailure timeLimit(long milliseconds, boolean init) {
		return new FakeWhiskFailure(2, "The action exceeded its time limits of %d milliseconds%s"
			.formatted(milliseconds, init ? " during initialization." : "."), true, init);
	}

	/**
	 * The container could not be initialised.
	 * @param text what it said
	 * @return the failure
	 */
	public static FakeWhiskFailure badInit(String text) {
		return new FakeWhiskFailure(2, text, false, true);
	}

}
