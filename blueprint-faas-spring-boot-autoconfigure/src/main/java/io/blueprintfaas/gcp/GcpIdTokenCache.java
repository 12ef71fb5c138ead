package io.blueprintfaas.gcp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.http.HttpFailures;

/**
 * The identity token for one audience, kept until it is about to expire. Calls that need
 * one at the same time share one request for it; none waits for a new one while the old
 * one can be used.
 */
final class GcpIdTokenCache {

	private static final Log logger = LogFactory.getLog(GcpIdTokenCache.class);

	/** Between two attempts to get a new token in good time. */
	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final String audience;

	private final GcpIdTokenSource source;

	private final Clock clock;

	private final AtomicReference<@Nullable GcpIdToken> current = new AtomicReference<>();

	private final AtomicReference<@Nullable Mono<GcpIdToken>> asking = new AtomicReference<>();

	private volatile Instant renewAgainAt = Instant.MIN;

	GcpIdTokenCache(String audience, GcpIdTokenSource source, Clock clock) {
		this.audience = audience;
		this.source = source;
		this.clock = clock;
	}

	Mono<GcpIdToken> token() {
		return Mono.defer(() -> {
			GcpIdToken token = this.current.get();
			Instant now = this.clock.instant();
			if (token == null || !now.isBefore(token.usableUntil())) {
				return ask(token);
			}
			if (!now.isBefore(token.renewAt()) && !now.isBefore(this.renewAgainAt)) {
				renew(token, now);
			}
			return Mono.just(token);
		});
	}

	// Not to be used again. If there is another one meanwhile, that stays.
	void forget(GcpIdToken refused) {
		this.current.compareAndSet(refused, null);
	}

	private void renew(GcpIdToken old, Instant now) {
		this.renewAgainAt = now.plus(PAUSE);
		ask(old).subscribe((token) -> logger.debug("The identity token for %s was renewed".formatted(this.audience)),
				(failure) -> logger.warn("The identity token for %s could not be renewed, and is used until %s: %s"
					.formatted(this.audience, old.usableUntil(), HttpFailures.shorten(String.valueOf(failure)))));
	}

	// Only if nobody else has got one since the given one was seen.
	private Mono<GcpIdToken> ask(@Nullable GcpIdToken seen) {
		Mono<GcpIdToken> mine = Mono.fromCallable(() -> {
			GcpIdToken known = this.current.get();
			return (known != null && known != seen) ? known : fetch();
		}).subscribeOn(Schedulers.boundedElastic()).doOnTerminate(() -> this.asking.set(null)).cache();
		Mono<GcpIdToken> running = this.asking.compareAndExchange(null, mine);
		return (running != null) ? running : mine;
	}

	private GcpIdToken fetch() {
		GcpIdToken token = GcpIdToken.of(this.source.fetch(this.audience), this.clock.instant());
		this.current.set(token);
		return token;
	}

}
