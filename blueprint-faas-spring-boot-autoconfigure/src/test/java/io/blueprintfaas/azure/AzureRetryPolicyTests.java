package io.blueprintfaas.azure;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link AzureRetryPolicy}.
 */
class AzureRetryPolicyTests {

	private final AtomicInteger sent = new AtomicInteger();

	@ParameterizedTest
	@CsvSource({ "GET, /sites/a, 4", "PUT, /sites/a, 4", "DELETE, /sites/a, 4",
			"POST, /sites/a/functions/f/listkeys, 4", "POST, /sites/a/config/appsettings/list, 4",
			"POST, /sites/a/functions/f/listKeys?api-version=1, 4", "POST, /api/publish, 1",
			"POST, /sites/a/restart, 1", "POST, /api/zipdeploy?x=/list, 1", "PATCH, /sites/a, 1" })
	void sendsAgainWhatMayBeSentTwice(HttpMethod method, String path, int times) {
		for (int status : new int[] { 429, 500, 503 }) {
			this.sent.set(0);
			assertThat(send(method, path, Mono.just(status)).block().getStatusCode()).isEqualTo(status);
			assertThat(this.sent).hasValue(times);
		}
		this.sent.set(0);
		assertThatException()
			.isThrownBy(() -> send(method, path, Mono.error(new SocketException("Connection reset"))).block())
			.withRootCauseInstanceOf(IOException.class);
		assertThat(this.sent).hasValue(times);
		this.sent.set(0);
		assertThat(pipeline(Mono.just(503)).sendSync(new HttpRequest(method, "https://localhost" + path), Context.NONE)
			.getStatusCode()).isEqualTo(503);
		assertThat(this.sent).hasValue(times);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 202, 400, 401, 403, 404, 409, 501, 505 })
	void doesNotSendAgainWhatIsAnswered(int status) {
		send(HttpMethod.GET, "/sites/a", Mono.just(status)).block();
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void doesNotAskAgainForCredentialsThatAreMissing() {
		assertThatException().isThrownBy(() -> send(HttpMethod.GET, "/sites/a",
				Mono.error(AzureFailures
					.ofToken(new ClientAuthenticationException("no", null, new IOException("no program 'az'")))))
			.block());
		assertThat(this.sent).hasValue(1);
	}

	private Mono<HttpResponse> send(HttpMethod method, String path, Mono<Integer> status) {
		return pipeline(status).send(new HttpRequest(method, "https://localhost" + path));
	}

	private HttpPipeline pipeline(Mono<Integer> status) {
		return new HttpPipelineBuilder().policies(new AzureRetryPolicy(Duration.ofMillis(1)))
			.httpClient((request) -> Mono.defer(() -> {
				this.sent.incrementAndGet();
				return status.map((code) -> new Answer(request, code));
			}))
			.build();
	}

	/**
	 * An answer without a body.
	 */
	private static final class Answer extends HttpResponse {

		private final int status;

		Answer(HttpRequest request, int status) {
			super(request);
			this.status = status;
		}

		@Override
		public int getStatusCode() {
			return this.status;
		}

		@Override
		@Deprecated
		public String getHeaderValue(String name) {
			return null;
		}

		@Override
		public HttpHeaders getHeaders() {
			return new HttpHeaders().set(HttpHeaderName.fromString("Retry-After"), "0");
		}

		@Override
		public Flux<ByteBuffer> getBody() {
			return Flux.empty();
		}

		@Override
		public Mono<byte[]> getBodyAsByteArray() {
			return Mono.empty();
		}

		@Override
		public Mono<String> getBodyAsString() {
			return Mono.empty();
		}

		@Override
		public Mono<String> getBodyAsString(Charset charset) {
			return Mono.empty();
		}

	}

}
