package io.blueprintfaas.custom;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where a function is found at its platform.
 *
 * @param id its id
 * @param invoke where it is called
 * @param resource where it is managed, or {@code null} if only its endpoint is known
 */
record CustomFunction(String id, URI invoke, @Nullable URI resource) {

	// The function at the routes of the specification.
	static CustomFunction at(URI baseUrl, String id) {
		URI resource = resource(baseUrl, id);
		return new CustomFunction(id, URI.create(resource + "/invoke"), resource);
	}

	static URI resource(URI baseUrl, String id) {
		return URI.create("%s/api/functions/%s".formatted(withoutSlash(baseUrl), id));
	}

	static String withoutSlash(URI baseUrl) {
		String text = baseUrl.toString();
		return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
	}

	static URI below(URI resource, String name) {
		return URI.create("%s/%s".formatted(resource, name));
	}

}
