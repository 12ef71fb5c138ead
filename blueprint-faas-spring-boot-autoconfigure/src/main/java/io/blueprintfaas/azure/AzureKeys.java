package io.blueprintfaas.azure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The key of one function, asked for at the first call and kept until it is refused.
 */
final class AzureKeys implements AzureProofs {

	/** Between two questions for a key where the first has brought no other key. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Remembered<AzureProof> key;

	private final Clock clock;

	private volatile @Nullable AzureProof forgotten;

	private volatile Instant askAgainAt = Instant.MIN;

	AzureKeys(AzureFunction function, AzureManagement management, Clock clock) {
		this.key = new Remembered<>(
				new AzureKeySource(function, management).key().map(AzureProof::ofKey).doOnNext(this::compare));
		this.clock = clock;
	}

	@Override
	public Mono<AzureProof> current() {
		return this.key.get();
	}

	// With 401 no function has run. Where Azure keeps giving a key that is refused,
	// something else is wrong, and asking with every call would only get in the way.
	@Override
	public boolean forget(AzureProof refused) {
		AzureProof known = this.key.known();
		if (known == refused && this.clock.instant().isBefore(this.askAgainAt)) {
			return false;
		}
		if (known == refused) {
			this.forgotten = refused;
			this.key.forget(refused);
		}
		return true;
	}

	private void compare(AzureProof asked) {
		AzureProof refused = this.forgotten;
		if (refused != null && refused.isSameAs(asked)) {
			this.askAgainAt = this.clock.instant().plus(PAUSE);
		}
	}

}
