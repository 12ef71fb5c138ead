package io.blueprintfaas.wire;

/**
 * Headers of a request that mean something to every function. All names are in lower
 * case.
 */
public final class WireHeaders {

	/**
	 * How the function was invoked. Missing means that the caller waits for the answer.
	 */
	public static final String INVOCATION = "blueprint-invocation";

	/**
	 * Value of {@link #INVOCATION}: nobody reads the answer, so the platform must be told
	 * of every failure in its own way.
	 */
	public static final String EVENT = "event";

	private WireHeaders() {
	}

	/**
	 * Whether nobody reads the answer to a request.
	 * @param request the request
	 * @return {@code true} if its headers say so
	 */
	public static boolean isEvent(WireRequest request) {
		return EVENT.equalsIgnoreCase(request.headers().get(INVOCATION));
	}

}
