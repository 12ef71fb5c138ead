package io.blueprintfaas.packaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over parts, each told apart from the next.
 */
final class Fingerprint {

	private final MessageDigest digest = sha256();

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JDK lacks SHA-256, which every JDK must have", ex);
		}
	}

	Fingerprint add(String part) {
		return add(part.getBytes(StandardCharsets.UTF_8));
	}

	Fingerprint add(byte[] part) {
		this.digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
		this.digest.update(part);
		return this;
	}

	/**
	 * Ends the fingerprint: nothing can be added afterwards.
	 */
	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
