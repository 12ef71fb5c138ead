package io.blueprintfaas.codec;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Finds signatures by the names of methods.
 */
final class Signatures {

	private Signatures() {
	}

	static JobSignature of(Class<?> type, String method) {
		Method found = Arrays.stream(type.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method) && !candidate.isBridge())
			.findFirst()
			.orElseThrow();
		return JobSignature.of(found, type);
	}

}
