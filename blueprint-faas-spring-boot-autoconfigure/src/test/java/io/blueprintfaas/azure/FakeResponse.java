package io.blueprintfaas.azure;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An answer that was led back from loopback: it answers the request as it was sent.
 */
final class FakeResponse extends HttpResponse {

	private final HttpResponse answer;

	FakeResponse(HttpRequest request, HttpResponse answer) {
		super(request);
		this.answer = answer;
	}

	@Override
	public int getStatusCode() {
		return this.answer.getStatusCode();
	}

	@Override
	@Deprecated
	public String getHeaderValue(String name) {
		return getHeaderValue(HttpHeaderName.fromString(name));
	}

	@Override
	public String getHeaderValue(HttpHeaderName name) {
		return this.answer.getHeaderValue(name);
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.answer.getHeaders();
	}

	@Override
	public Flux<ByteBuffer> getBody() {
		return this.answer.getBody();
	}

	@Override
	public Mono<byte[]> getBodyAsByteArray() {
		return this.answer.getBodyAsByteArray();
	}

	@Override
	public Mono<String> getBodyAsString() {
		return this.answer.getBodyAsString();
	}

	@Override
	public Mono<String> getBodyAsString(Charset charset) {
		return this.answer.getBodyAsString(charset);
	}

	@Override
	public void close() {
		this.answer.close();
	}

}
