package io.blueprintfaas.observation;

import org.springframework.util.StringUtils;

/**
 * Names of exceptions for keys.
 */
final class ExceptionNames {

	private ExceptionNames() {
	}

	// Anonymous classes have no simple name
	static String of(Throwable error) {
		String name = error.getClass().getSimpleName();
		return StringUtils.hasText(name) ? name : error.getClass().getName();
	}

}
