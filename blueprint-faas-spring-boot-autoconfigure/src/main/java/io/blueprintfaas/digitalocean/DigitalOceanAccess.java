package io.blueprintfaas.digitalocean;

import java.net.URI;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.openwhisk.OpenWhiskAccess;
import io.blueprintfaas.openwhisk.OpenWhiskNamespace;

/**
 * Where functions are and which key they take: a configured key first, then one that the
 * token makes, and at last the namespace's own.
 */
final class DigitalOceanAccess implements OpenWhiskAccess {

	private final DigitalOceanNamespaces namespaces;

	private final DigitalOceanKeys keys;

	private final @Nullable String configuredKey;

	private final @Nullable OpenWhiskNamespace configured;

	private final Supplier<Mono<DigitalOceanNamespace>> source;

	private DigitalOceanAccess(DigitalOceanFaasProperties properties, DigitalOceanNamespaces namespaces,
			DigitalOceanKeys keys, Supplier<Mono<DigitalOceanNamespace>> source) {
		this.namespaces = namespaces;
		this.keys = keys;
		this.configuredKey = properties.apiKey();
		this.configured = configured(properties);
		this.source = source;
	}

	// For calls, which make no namespace.
	static DigitalOceanAccess finding(DigitalOceanFaasProperties properties, DigitalOceanNamespaces namespaces,
			DigitalOceanKeys keys) {
		return new DigitalOceanAccess(properties, namespaces, keys, namespaces::find);
	}

	// For deploying.
	static DigitalOceanAccess creating(DigitalOceanFaasProperties properties, DigitalOceanNamespaces namespaces,
			DigitalOceanKeys keys) {
		return new DigitalOceanAccess(properties, namespaces, keys, namespaces::findOrCreate);
	}

	@Override
	public Mono<OpenWhiskNamespace> namespace() {
		return (this.configured != null) ? Mono.just(this.configured) : found();
	}

	@Override
	public Mono<OpenWhiskNamespace> refused(OpenWhiskNamespace refused) {
		if (this.configuredKey != null) {
			return Mono.empty();
		}
		return again(() -> this.source.get()
			.flatMap((namespace) -> forgetIfGone(namespace, this.keys.another(namespace, refused.key()))
				.map((key) -> reached(namespace, key.pair()))));
	}

	// Whether there is a namespace that functions may be in.
	Mono<Boolean> isThere() {
		return (this.configured != null) ? Mono.just(true) : this.namespaces.findIfPresent().hasElement();
	}

	private Mono<OpenWhiskNamespace> found() {
		return again(() -> this.source.get().flatMap(this::withKey));
	}

	private Mono<OpenWhiskNamespace> withKey(DigitalOceanNamespace namespace) {
		return (this.configuredKey != null) ? Mono.just(reached(namespace, this.configuredKey))
				: forgetIfGone(namespace, this.keys.key(namespace)).map((key) -> reached(namespace, key.pair()));
	}

	// The namespace may have been deleted since it was found, and another made.
	private static Mono<OpenWhiskNamespace> again(Supplier<Mono<OpenWhiskNamespace>> attempt) {
		return Mono.defer(attempt).onErrorResume(DigitalOceanAccess::isGone, (gone) -> Mono.defer(attempt));
	}

	private Mono<DigitalOceanKey> forgetIfGone(DigitalOceanNamespace namespace, Mono<DigitalOceanKey> key) {
		return key.doOnError(DigitalOceanAccess::isGone, (gone) -> this.namespaces.forget(namespace));
	}

	private static boolean isGone(Throwable failure) {
		return failure instanceof DigitalOceanApiException ex && ex.step() == DigitalOceanStep.CREATING_KEY
				&& ex.isMissing();
	}

	private static OpenWhiskNamespace reached(DigitalOceanNamespace namespace, String key) {
		return new OpenWhiskNamespace(namespace.apiHost(), namespace.id(), key);
	}

	private static @Nullable OpenWhiskNamespace configured(DigitalOceanFaasProperties properties) {
		URI apiHost = properties.apiHost();
		String key = properties.apiKey();
		String namespace = properties.namespace();
		return (apiHost == null || key == null) ? null
				: new OpenWhiskNamespace(apiHost, (namespace != null) ? namespace : OpenWhiskNamespace.OF_THE_KEY, key);
	}

}
