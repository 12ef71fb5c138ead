package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * A value that is asked for when it is first needed, and kept. Callers that need it at
 * the same time share one question, which ends some time even if nobody answers; a
 * failure is not kept.
 *
 * @param <T> type of the value, compared by identity
 */
final class Remembered<T extends Object> {

	/** Long enough for Azure to ask for a wait, and for a credential to look around. */
	private static final Duration LONGEST = Duration.ofSeconds(60);

	private final Mono<T> source;

	private final AtomicReference<@Nullable T> value = new AtomicReference<>();

	private final AtomicReference<@Nullable Mono<T>> asking = new AtomicReference<>();

	Remembered(Mono<T> source) {
		this(source, LONGEST);
	}

	Remembered(Mono<T> source, Duration longest) {
		this.source = source.timeout(longest, Mono.error(() -> new CallPreparationException(Reason.UNAVAILABLE,
				"Azure did not answer within %d s".formatted(longest.toSeconds()), null)));
	}

	// The value, from memory if there is one.
	Mono<T> get() {
		return Mono.defer(() -> {
			T known = this.value.get();
			return (known != null) ? Mono.just(known) : ask(null);
		});
	}

	// The value, or {@code null} if there is none in memory.
	@Nullable T known() {
		return this.value.get();
	}

	// Another value than the one seen: asked for, unless somebody else has done so since.
	Mono<T> getInPlaceOf(T seen) {
		return Mono.defer(() -> ask(seen));
	}

	// Not to be given again. If there is another one meanwhile, that stays.
	void forget(T seen) {
		this.value.compareAndSet(seen, null);
	}

	private Mono<T> ask(@Nullable T seen) {
		Mono<T> mine = Mono.defer(() -> {
			T known = this.value.get();
			return (known != null && known != seen) ? Mono.just(known) : this.source.doOnNext(this.value::set);
		}).doOnTerminate(() -> this.asking.set(null)).cache();
		Mono<T> running = this.asking.compareAndExchange(null, mine);
		return (running != null) ? running : mine;
	}

}
