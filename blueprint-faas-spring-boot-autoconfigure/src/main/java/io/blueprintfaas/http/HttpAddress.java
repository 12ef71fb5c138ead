package io.blueprintfaas.http;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Shows addresses without what may be secret in them.
 */
public final class HttpAddress {

	private HttpAddress() {
	}

	/**
	 * An address for people: without user, query and fragment, which may hold keys.
	 * @param uri the address
	 * @return its text
	 */
	public static String withoutSecrets(URI uri) {
		String authority = host(uri);
		String path = (uri.getRawPath() != null) ? uri.getRawPath() : "";
		return (authority != null) ? "%s://%s%s".formatted(uri.getScheme(), authority, path) : path;
	}

	private static @Nullable String host(URI uri) {
		String authority = uri.getRawAuthority();
		return (authority != null) ? authority.substring(authority.lastIndexOf('@') + 1) : null;
	}

}
