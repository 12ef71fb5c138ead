package io.blueprintfaas.digitalocean;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.LenientJson;

/**
 * A key of the functions of one namespace.
 *
 * @param namespace id of the namespace
 * @param id id of the key
 * @param secret its secret
 * @param renewAt from when on a new one should be made
 * @param usableUntil when it is too old to be sent
 * @param temporary whether it was made here, and is to be revoked
 */
record DigitalOceanKey(String namespace, String id, String secret, Instant renewAt, Instant usableUntil,
		boolean temporary) {

	/** Calls on their way, and clocks that differ. */
	private static final Duration MARGIN = Duration.ofMinutes(1);

	// A key as it was answered, or null if the answer holds none. What counts is how long
	// it lives, not what the clock over there says.
	static @Nullable DigitalOceanKey of(JsonNode json, String namespace, Duration expiry, Instant now) {
		String id = LenientJson.text(json, "id");
		String secret = LenientJson.text(json, "secret");
		if (id == null || secret == null) {
			return null;
		}
		Duration life = life(json, expiry);
		return new DigitalOceanKey(namespace, id, secret, now.plus(life.multipliedBy(9).dividedBy(10)),
				now.plus(life).minus(MARGIN), true);
	}

	// The namespace's own key, or null if it is not told any longer.
	static @Nullable DigitalOceanKey old(DigitalOceanNamespace namespace) {
		return (namespace.uuid() == null || namespace.key() == null) ? null : new DigitalOceanKey(namespace.id(),
				namespace.uuid(), namespace.key(), Instant.MAX, Instant.MAX, false);
	}

	// What proves with who is calling.
	String pair() {
		return this.id + ":" + this.secret;
	}

	boolean isUsable(DigitalOceanNamespace in, Instant now) {
		return this.namespace.equals(in.id()) && now.isBefore(this.usableUntil);
	}

	/**
	 * Shows which key it is, not its secret.
	 */
	@Override
	public String toString() {
		return "DigitalOceanKey[namespace=%s, usableUntil=%s]".formatted(this.namespace, this.usableUntil);
	}

	private static Duration life(JsonNode json, Duration expiry) {
		Instant created = instant(LenientJson.text(json, "created_at"));
		Instant expires = instant(LenientJson.text(json, "expires_at"));
		if (created == null || expires == null || !expires.isAfter(created)) {
			return expiry;
		}
		Duration told = Duration.between(created, expires);
		return (told.compareTo(expiry) < 0) ? told : expiry;
	}

	private static @Nullable Instant instant(@Nullable String text) {
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			// What was asked for holds
			return null;
		}
	}

}
