package io.blueprintfaas.azure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpFailures;

/**
 * The token of Microsoft Entra ID for one scope, kept until it is about to expire. No
 * call waits for a new one while the old one can be used.
 */
final class AzureTokens implements AzureProofs {

	private static final Log logger = LogFactory.getLog(AzureTokens.class);

	private static final Duration MOST_EARLY = Duration.ofMinutes(5);

	/** Between two attempts to get a new token in good time. */
	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final String scope;

	private final Clock clock;

	private final Remembered<Token> token;

	private volatile Instant renewAgainAt = Instant.MIN;

	AzureTokens(String scope, TokenCredential credential, Clock clock) {
		this.scope = scope;
		this.clock = clock;
		this.token = new Remembered<>(
				Mono.defer(() -> credential.getToken(new TokenRequestContext().addScopes(scope))).map(this::token));
	}

	@Override
	public Mono<AzureProof> current() {
		return Mono.defer(() -> {
			Token known = this.token.known();
			Instant now = this.clock.instant();
			if (known == null) {
				return this.token.get();
			}
			if (!now.isBefore(known.usableUntil())) {
				return this.token.getInPlaceOf(known);
			}
			if (!now.isBefore(known.renewAt()) && !now.isBefore(this.renewAgainAt)) {
				renew(known, now);
			}
			return Mono.just(known);
		}).map(Token::proof);
	}

	@Override
	public boolean forget(AzureProof refused) {
		Token known = this.token.known();
		if (known != null && known.proof() == refused) {
			this.token.forget(known);
		}
		return true;
	}

	private void renew(Token old, Instant now) {
		this.renewAgainAt = now.plus(PAUSE);
		this.token.getInPlaceOf(old)
			.subscribe((token) -> logger.debug("The token for %s was renewed".formatted(this.scope)),
					(failure) -> logger.warn("The token for %s could not be renewed, and is used until %s: %s"
						.formatted(this.scope, old.usableUntil(), HttpFailures.shorten(String.valueOf(failure)))));
	}

	// Renewed five minutes before it expires or, if it does not live that long, in the
	// last tenth of its life; not used in the last moments, which the call may take.
	private Token token(AccessToken token) {
		Instant expires = token.getExpiresAt().toInstant();
		Duration tenth = Duration.between(this.clock.instant(), expires).dividedBy(10);
		Duration early = (tenth.compareTo(MOST_EARLY) < 0) ? tenth : MOST_EARLY;
		return new Token(AzureProof.ofToken(token.getToken()), renewAt(token, expires.minus(early)),
				expires.minus(early.dividedBy(10)));
	}

	// Entra may say itself when it wants to be asked for the next one.
	private static Instant renewAt(AccessToken token, Instant ours) {
		@Nullable Instant theirs = (token.getRefreshAt() != null) ? token.getRefreshAt().toInstant() : null;
		return (theirs != null && theirs.isBefore(ours)) ? theirs : ours;
	}

	/**
	 * A token and its times.
	 *
	 * @param proof the token
	 * @param renewAt when to get a new one in good time
	 * @param usableUntil when it must not be used any more
	 */
	private record Token(AzureProof proof, Instant renewAt, Instant usableUntil) {

	}

}
