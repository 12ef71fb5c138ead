package io.blueprintfaas.http;

import java.nio.charset.StandardCharsets;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link StubServer} received.
 *
 * @param method the method
 * @param path path and query
 * @param headers the headers
 * @param body the whole body
 */
public record StubRequest(String method, String path, HttpHeaders headers, byte[] body) {

	/**
	 * Value of a header.
	 * @param name its name
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * The body as text.
	 * @return the text
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

}
