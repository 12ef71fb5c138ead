package io.blueprintfaas.http;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A request to a function or its platform.
 *
 * @param method the method
 * @param uri the address
 * @param headers headers of the request, without the credential; not to be changed
 * @param body the body
 * @param timeout longest time from subscribing to having the whole answer
 */
public record HttpFunctionRequest(HttpMethod method, URI uri, HttpHeaders headers, HttpRequestBody body,
		Duration timeout) {

	/**
	 * A request without a body.
	 * @param method the method
	 * @param uri the address
	 * @param timeout longest time to the whole answer
	 * @return the request
	 */
	public static HttpFunctionRequest of(HttpMethod method, URI uri, Duration timeout) {
		return new HttpFunctionRequest(method, uri, HttpHeaders.EMPTY, HttpRequestBody.none(), timeout);
	}

	/**
	 * A POST of bytes.
	 * @param uri the address
	 * @param headers headers of the request
	 * @param content gives the bytes when there is a connection to send them on
	 * @param timeout longest time to the whole answer
	 * @return the request
	 */
	public static HttpFunctionRequest post(URI uri, HttpHeaders headers, Supplier<byte[]> content, Duration timeout) {
		return new HttpFunctionRequest(HttpMethod.POST, uri, headers, new HttpRequestBody.Bytes(content), timeout);
	}

	/**
	 * Method and address, without what may be secret.
	 */
	@Override
	public String toString() {
		return "%s %s".formatted(this.method, HttpAddress.withoutSecrets(this.uri));
	}

}
