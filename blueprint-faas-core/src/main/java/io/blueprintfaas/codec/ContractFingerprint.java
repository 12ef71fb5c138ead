package io.blueprintfaas.codec;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * Computes the fingerprint of a signature: equal in every JVM, other when a type that
 * travels is other. The shape of the result does not count, so neither does whether it is
 * a primitive.
 */
final class ContractFingerprint {

	private static final int LENGTH = 16;

	private ContractFingerprint() {
	}

	static String of(JobSignature signature) {
		return hash(text(signature)).substring(0, LENGTH);
	}

	/**
	 * What the fingerprint is taken of.
	 * @param signature the signature
	 * @return parameters and result in one line, and then each type of the application in
	 * a line of its own
	 */
	static String text(JobSignature signature) {
		TypeDescriptions types = new TypeDescriptions();
		List<String> parameters = signature.parameterTypes().stream().map(types::use).toList();
		String result = types.use(boxed(signature.resultType()));
		return "(%s)%s\n".formatted(String.join(",", parameters), result) + types.definitions();
	}

	private static Type boxed(Type type) {
		return (type instanceof Class<?> raw && raw != void.class) ? ClassUtils.resolvePrimitiveIfNecessary(raw) : type;
	}

	private static String hash(String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("SHA-256 is part of every JDK", ex);
		}
	}

}
