package io.blueprintfaas.digitalocean;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.LenientJson;

/**
 * A namespace of functions, as DigitalOcean's own API tells of it.
 *
 * @param id its id, beginning with {@code fn-}
 * @param label its label
 * @param region its region
 * @param apiHost address of its functions
 * @param uuid user of its old key, or {@code null} if it is not told
 * @param key its old key, or {@code null} if it is not told; a secret
 */
record DigitalOceanNamespace(String id, String label, String region, URI apiHost, @Nullable String uuid,
		@Nullable String key) {

	// The namespace, or null if the record is none that functions can be reached in.
	static @Nullable DigitalOceanNamespace of(JsonNode json) {
		String id = LenientJson.text(json, "namespace");
		URI apiHost = address(LenientJson.text(json, "api_host"));
		if (id == null || apiHost == null) {
			return null;
		}
		return new DigitalOceanNamespace(id, orEmpty(LenientJson.text(json, "label")),
				orEmpty(LenientJson.text(json, "region")), apiHost, LenientJson.text(json, "uuid"),
				LenientJson.text(json, "key"));
	}

	// Those of App Platform are not for us.
	boolean isOfFunctions() {
		return !this.id.startsWith("ap-");
	}

	/**
	 * Shows which namespace it is, not its key.
	 */
	@Override
	public String toString() {
		return "'%s' (%s in %s)".formatted(this.label, this.id, this.region);
	}

	private static @Nullable URI address(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			URI uri = URI.create(text.contains("://") ? text : "https://" + text);
			return (uri.getHost() != null) ? uri : null;
		}
		catch (IllegalArgumentException ex) {
			// Said by whoever misses the namespace
			return null;
		}
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
