package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.http.HttpCredential;

/**
 * Where functions are, and with which key they are reached.
 *
 * @param apiHost address of the API, up to but without {@code /api/v1}
 * @param namespace name of the namespace, or {@code _} for that of the key
 * @param key id and secret with a colon between them; a secret
 */
public record OpenWhiskNamespace(URI apiHost, String namespace, String key) {

	/**
	 * Name of the namespace that a key belongs to.
	 */
	public static final String OF_THE_KEY = "_";

	public OpenWhiskNamespace {
		Assert.isTrue(
				apiHost.getHost() != null
						&& ("http".equals(apiHost.getScheme()) || "https".equals(apiHost.getScheme())),
				"'apiHost' must be an http or https address with a host, for example https://openwhisk.example.com");
		Assert.hasText(namespace, "'namespace' must not be empty");
		Assert.isTrue(key.indexOf(':') > 0 && key.indexOf(':') < key.length() - 1,
				"'key' must be an id and a secret with a colon between them");
	}

	// What requests to the API prove with who is calling: Basic authentication.
	HttpCredential credential() {
		return HttpCredential.header(HttpHeaders.AUTHORIZATION,
				"Basic " + Base64.getEncoder().encodeToString(this.key.getBytes(StandardCharsets.UTF_8)));
	}

	// Address of something of the API, by its encoded path below '/api/v1'; an empty one
	// is the API itself.
	URI resolve(String path) {
		String host = HttpAddress.withoutSecrets(this.apiHost).replaceAll("/+$", "");
		return URI.create("%s/api/v1%s%s".formatted(host, path.isEmpty() ? "" : "/", path));
	}

	/**
	 * Shows the address and the namespace, not the key.
	 */
	@Override
	public String toString() {
		return "OpenWhiskNamespace[%s at %s]".formatted(this.namespace, HttpAddress.withoutSecrets(this.apiHost));
	}

}
