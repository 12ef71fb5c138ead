package io.blueprintfaas.digitalocean;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Something that is asked for once and kept. Calls that need it at the same time share
 * one request. A refusal is kept too, for a moment: many calls that all fail must not use
 * up what the API allows in an hour.
 *
 * @param <T> type of what is asked for
 */
final class SharedLookup<T> {

	static final Duration PAUSE = Duration.ofSeconds(5);

	private final Clock clock;

	private final AtomicReference<@Nullable T> current = new AtomicReference<>();

	private final AtomicReference<@Nullable Mono<T>> asking = new AtomicReference<>();

	private volatile @Nullable Refused refused;

	SharedLookup(Clock clock) {
		this.clock = clock;
	}

	@Nullable T current() {
		return this.current.get();
	}

	void set(T value) {
		this.refused = null;
		this.current.set(value);
	}

	// True if it was what is kept.
	boolean forget(T value) {
		return this.current.compareAndSet(value, null);
	}

	// Asks again even after a refusal.
	void retry() {
		this.refused = null;
	}

	// What is kept unless it is what the caller has seen, or else what the source gives.
	Mono<T> newerThan(@Nullable T seen, Mono<T> source) {
		Mono<T> mine = Mono.defer(() -> {
			T known = this.current.get();
			return (known != null && known != seen) ? Mono.just(known) : ask(source);
		})
			// Before it is handed on: who is refused with it must not meet it again
			.doOnTerminate(() -> this.asking.set(null))
			.cache();
		Mono<T> running = this.asking.compareAndExchange(null, mine);
		return (running != null) ? running : mine;
	}

	private Mono<T> ask(Mono<T> source) {
		Refused last = this.refused;
		if (last != null && this.clock.instant().isBefore(last.until())) {
			return Mono.error(last.failure());
		}
		return source.doOnNext(this::set).doOnError(DigitalOceanApiException.class, this::remember);
	}

	private void remember(DigitalOceanApiException failure) {
		if (failure.isRefusal()) {
			this.refused = new Refused(failure, this.clock.instant().plus(PAUSE));
		}
	}

	private record Refused(DigitalOceanApiException failure, Instant until) {

	}

}
