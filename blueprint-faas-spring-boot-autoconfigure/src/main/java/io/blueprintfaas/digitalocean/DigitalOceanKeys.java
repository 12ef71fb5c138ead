package io.blueprintfaas.digitalocean;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The access key of this process, made with the token and kept in memory alone. It is
 * renewed while the old one can still be used, and when it was refused.
 */
final class DigitalOceanKeys {

	private static final Log logger = LogFactory.getLog(DigitalOceanKeys.class);

	/** Between two attempts to renew a key in good time. */
	private static final Duration PAUSE = Duration.ofSeconds(10);

	/** Between two keys that were made because their predecessors were refused. */
	private static final Duration LONG_PAUSE = Duration.ofMinutes(1);

	private static final Duration LONGEST_REVOKING = Duration.ofSeconds(5);

	private final DigitalOceanApi api;

	private final Duration expiry;

	private final Clock clock;

	private final SharedLookup<DigitalOceanKey> lookup;

	private final List<DigitalOceanKey> made = new CopyOnWriteArrayList<>();

	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile Instant renewAgainAt = Instant.MIN;

	private volatile Instant refusedUntil = Instant.MIN;

	DigitalOceanKeys(DigitalOceanApi api, Duration expiry, Clock clock) {
		this.api = api;
		this.expiry = expiry;
		this.clock = clock;
		this.lookup = new SharedLookup<>(clock);
	}

	Mono<DigitalOceanKey> key(DigitalOceanNamespace namespace) {
		return Mono.defer(() -> {
			DigitalOceanKey key = this.lookup.current();
			Instant now = this.clock.instant();
			if (key == null || !key.isUsable(namespace, now)) {
				return this.lookup.newerThan(key, create(namespace));
			}
			if (!now.isBefore(key.renewAt()) && !now.isBefore(this.renewAgainAt)) {
				renew(namespace, key, now);
			}
			return Mono.just(key);
		});
	}

	// Another key than the one that was refused, or empty if there is none.
	Mono<DigitalOceanKey> another(DigitalOceanNamespace namespace, String refused) {
		return Mono.defer(() -> {
			DigitalOceanKey key = this.lookup.current();
			if (key == null || !key.pair().equals(refused)) {
				return key(namespace);
			}
			Instant now = this.clock.instant();
			// A key that is refused time and again must not leave a heap of them behind
			if (!key.temporary() || now.isBefore(this.refusedUntil)) {
				return Mono.empty();
			}
			if (this.lookup.forget(key)) {
				this.refusedUntil = now.plus(LONG_PAUSE);
			}
			return key(namespace);
		});
	}

	// Waits for it a moment. What is left over expires by itself.
	void revokeAll() {
		Instant now = this.clock.instant();
		List<DigitalOceanKey> left = this.made.stream().filter((key) -> now.isBefore(key.usableUntil())).toList();
		this.made.clear();
		if (left.isEmpty()) {
			return;
		}
		try {
			Flux.fromIterable(left).flatMap(this.api::deleteKey).then().block(LONGEST_REVOKING);
		}
		catch (RuntimeException ex) {
			logger.warn("An access key of DigitalOcean Functions could not be revoked, and expires within %d h: %s"
				.formatted(this.expiry.toHours(), ex.getMessage()));
		}
	}

	private void renew(DigitalOceanNamespace namespace, DigitalOceanKey old, Instant now) {
		this.renewAgainAt = now.plus(PAUSE);
		this.lookup.newerThan(old, make(namespace))
			.subscribe((key) -> logger.debug("The access key of namespace %s was renewed".formatted(namespace)),
					(failure) -> logger
						.warn("The access key of namespace %s could not be renewed, and is used until %s: %s"
							.formatted(namespace, old.usableUntil(), failure.getMessage())));
	}

	private Mono<DigitalOceanKey> create(DigitalOceanNamespace namespace) {
		return make(namespace).onErrorResume(DigitalOceanApiException.class, (failure) -> old(namespace, failure));
	}

	private Mono<DigitalOceanKey> make(DigitalOceanNamespace namespace) {
		return this.api.createKey(namespace.id(), this.expiry).doOnNext(this.made::add);
	}

	private Mono<DigitalOceanKey> old(DigitalOceanNamespace namespace, DigitalOceanApiException failure) {
		DigitalOceanKey old = failure.isRefusal() ? DigitalOceanKey.old(namespace) : null;
		if (old == null) {
			return Mono.error(failure);
		}
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(
					"The key of namespace %s itself is used, which DigitalOcean is to take no longer, because %s; or set 'blueprint.faas.digitalocean.api-key'"
						.formatted(namespace, failure.getMessage()));
		}
		return Mono.just(old);
	}

}
