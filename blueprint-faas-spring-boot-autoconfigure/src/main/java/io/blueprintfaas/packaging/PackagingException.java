package io.blueprintfaas.packaging;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * The application or an artifact cannot be made a package.
 */
public class PackagingException extends NestedRuntimeException {

	/**
	 * A package that cannot be made.
	 * @param message what stands in the way, and what to do
	 * @param cause the cause, or {@code null}
	 */
	public PackagingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
