package io.blueprintfaas.gcp;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpCredential;

/**
 * Identity tokens as credentials of calls: what a function asks for is not access to an
 * API of Google, but who is calling, said to this function alone.
 */
final class GcpIdTokens {

	private final GcpIdTokenSource source;

	private final Clock clock;

	private final Map<String, GcpIdTokenCache> caches = new ConcurrentHashMap<>();

	GcpIdTokens(GcpCredentials credentials, Clock clock) {
		this.source = new GcpIdTokenSource(credentials);
		this.clock = clock;
	}

	// The credential of one call.
	HttpCredential credential(String audience) {
		return new CallCredential(
				this.caches.computeIfAbsent(audience, (key) -> new GcpIdTokenCache(key, this.source, this.clock)));
	}

	/**
	 * Knows which token the call was sent with: of many calls that are refused with the
	 * same one, only the first has to get a new one.
	 */
	private static final class CallCredential implements HttpCredential {

		private final GcpIdTokenCache cache;

		private volatile @Nullable GcpIdToken used;

		CallCredential(GcpIdTokenCache cache) {
			this.cache = cache;
		}

		@Override
		public Mono<HttpHeaders> headers() {
			return this.cache.token().flatMap((token) -> {
				this.used = token;
				return token.headers();
			});
		}

		@Override
		public Mono<Boolean> renew() {
			GcpIdToken refused = this.used;
			if (refused != null) {
				this.cache.forget(refused);
			}
			return Mono.just(refused != null);
		}

	}

}
