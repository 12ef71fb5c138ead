package io.blueprintfaas.openwhisk;

import reactor.core.publisher.Mono;

import io.blueprintfaas.openwhisk.OpenWhiskAccessException.Reason;

/**
 * Knows the namespace that configuration names.
 */
final class ConfiguredAccess implements OpenWhiskAccess {

	private final OpenWhiskFaasProperties properties;

	ConfiguredAccess(OpenWhiskFaasProperties properties) {
		this.properties = properties;
	}

	@Override
	public Mono<OpenWhiskNamespace> namespace() {
		return Mono.fromCallable(() -> {
			if (this.properties.apiHost() == null) {
				throw missing("api-host", "the address of the API, for example 'https://openwhisk.example.com'");
			}
			if (this.properties.apiKey() == null) {
				throw missing("api-key", "the key of the namespace, an id and a secret with a colon between them; "
						+ "'wsk property get --auth' shows it");
			}
			return new OpenWhiskNamespace(this.properties.apiHost(), this.properties.namespace(),
					this.properties.apiKey());
		});
	}

	private static OpenWhiskAccessException missing(String key, String what) {
		return new OpenWhiskAccessException(Reason.ACCESS_DENIED,
				"'%s.%s' is not set; set it to %s".formatted(OpenWhiskFaasProperties.PREFIX, key, what), null);
	}

}
