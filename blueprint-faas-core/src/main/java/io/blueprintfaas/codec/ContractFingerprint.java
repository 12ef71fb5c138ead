package io.blueprintfaas.codec;

/**
 * Computes the fingerprint of a signature.
 */
final class ContractFingerprint {

	private ContractFingerprint() {
	}

	static String of(JobSignature signature) {
		return Integer.toHexString(signature.hashCode());
	}

}
