package io.blueprintfaas.test;

/**
 * What answers the calls of a test.
 */
public enum FunctionSide {

	/**
	 * The handlers of the application under test, in its process: quick, and good for
	 * tests of policies.
	 */
	IN_PROCESS,

	/**
	 * The application, packaged and started as a function in a process of its own on the
	 * local platform: needs {@code blueprint-faas-platform} on the class path.
	 */
	LOCAL_PLATFORM

}
