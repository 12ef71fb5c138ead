package io.blueprintfaas.platform.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Asks for an API key: as {@code Authorization: Bearer <key>} or in a header of its own.
 */
public final class ApiKeys {

	/**
	 * Asks for nothing: whoever reaches the platform may use it, or another part has
	 * asked already.
	 */
	public static final ApiKeys NONE = new ApiKeys(Set.of(), HttpHeaders.AUTHORIZATION);

	private static final String BEARER = "Bearer ";

	private final List<byte[]> keys;

	private final String header;

	/**
	 * Asks for one of some keys.
	 * @param keys the keys; none to ask for nothing
	 * @param header name of the header that may hold a key without {@code Bearer}
	 */
	public ApiKeys(Set<String> keys, String header) {
		this.keys = keys.stream().map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
		this.header = header;
	}

	/**
	 * Whether the headers hold one of the keys.
	 * @param headers headers of a request
	 * @return {@code false} if they do not, or there are no keys
	 */
	public boolean match(HttpHeaders headers) {
		String bearer = headers.getFirst(HttpHeaders.AUTHORIZATION);
		if (bearer != null && bearer.startsWith(BEARER) && isKey(bearer.substring(BEARER.length()).trim())) {
			return true;
		}
		String own = headers.getFirst(this.header);
		return own != null && isKey(own.trim());
	}

	private boolean isKey(String candidate) {
		byte[] bytes = candidate.getBytes(StandardCharsets.UTF_8);
		boolean found = false;
		for (byte[] key : this.keys) {
			// every key is compared, in constant time each
			found |= MessageDigest.isEqual(key, bytes);
		}
		return found;
	}

	/**
	 * What is answered to a request without valid credentials.
	 * @return the error
	 */
	public static PlatformException unauthorized() {
		return PlatformException.of(401, "UNAUTHORIZED", "Valid credentials are needed");
	}

	HandlerFilterFunction<ServerResponse, ServerResponse> filter() {
		return this::filter;
	}

	private Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
		if (this.keys.isEmpty() || request.path().equals(PlatformRoutes.HEALTH)
				|| match(request.headers().asHttpHeaders())) {
			return next.handle(request);
		}
		return ErrorAnswers.of(unauthorized(), (headers) -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
	}

}
