package io.blueprintfaas.wire;

/**
 * Versions of the wire format.
 */
public enum WireVersion {

	/**
	 * The original's: bytes as arrays of numbers, and nothing but the job, its arguments
	 * and its result.
	 */
	V1_0,

	/**
	 * A superset: bytes as base64, and identity, deadline, headers, contract, remote
	 * error and metrics beside them.
	 */
	V1_1

}
