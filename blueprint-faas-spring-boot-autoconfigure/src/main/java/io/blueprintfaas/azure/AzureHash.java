package io.blueprintfaas.azure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes by which deploying knows things again.
 */
final class AzureHash {

	private AzureHash() {
	}

	// 64 hexadecimal digits.
	static String of(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// The first of them.
	static String of(String text, int digits) {
		return of(text).substring(0, digits);
	}

}
