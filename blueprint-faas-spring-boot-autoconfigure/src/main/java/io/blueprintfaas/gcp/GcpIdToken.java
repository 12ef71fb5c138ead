package io.blueprintfaas.gcp;

import java.time.Duration;
import java.time.Instant;

import com.google.auth.oauth2.IdToken;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * An identity token as the header that carries it.
 *
 * @param headers the header, ready to be sent
 * @param renewAt when to get a new one in good time
 * @param usableUntil when it must not be used any more
 */
record GcpIdToken(Mono<HttpHeaders> headers, Instant renewAt, Instant usableUntil) {

	private static final Duration MOST_EARLY = Duration.ofMinutes(5);

	// Renewed five minutes before it expires or, if it does not live that long, in the
	// last tenth of its life; not used in the last moments, which the call may take.
	static GcpIdToken of(IdToken token, Instant now) {
		Instant expires = token.getExpirationTime().toInstant();
		Duration tenth = Duration.between(now, expires).dividedBy(10);
		Duration early = (tenth.compareTo(MOST_EARLY) < 0) ? tenth : MOST_EARLY;
		HttpHeaders headers = new HttpHeaders();
		headers.setBearerAuth(token.getTokenValue());
		return new GcpIdToken(Mono.just(HttpHeaders.readOnlyHttpHeaders(headers)), expires.minus(early),
				expires.minus(early.dividedBy(10)));
	}

	/**
	 * Says until when it is used, without the token.
	 */
	@Override
	public String toString() {
		return "GcpIdToken[renewAt=%s, usableUntil=%s]".formatted(this.renewAt, this.usableUntil);
	}

}
