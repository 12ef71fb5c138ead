package io.blueprintfaas.http;

import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpExchangeException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpFunctionClient}.
 */
class HttpFunctionClientTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final List<HttpFunctionClient> clients = new ArrayList<>();

	private StubServer server;

	@BeforeEach
	void start() {
		this.server = StubServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.clients.forEach(HttpFunctionClient::destroy);
	}

	@Test
	void sendsBytesWithHeadersAndCredential() {
		this.server.answer(StubAnswer.json(200, "{}"));
		HttpHeaders headers = new HttpHeaders();
		headers.set("X-Own", "1");
		client(HttpCredential.bearer("secret"))
			.exchange(HttpFunctionRequest.post(this.server.uri().resolve("/a?b=c"), headers, () -> bytes("body"), LONG))
			.block();
		StubRequest request = this.server.requests().get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/a?b=c");
		assertThat(request.text()).isEqualTo("body");
		assertThat(request.header("X-Own")).isEqualTo("1");
		assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
		assertThat(request.header("Content-Length")).isEqualTo("4");
		assertThat(request.header("Accept-Encoding")).isNull();
	}

	@Test
	void returnsStatusHeadersAndBody() {
		this.server.answer(StubAnswer.json(418, "tea").with("X-Own", "1"));
		HttpFunctionAnswer answer = client().exchange(post(this.server.uri())).block();
		assertThat(answer.status()).isEqualTo(418);
		assertThat(answer.isSuccessful()).isFalse();
		assertThat(answer.headers().getFirst("X-Own")).isEqualTo("1");
		assertThat(answer.body()).asString().isEqualTo("tea");
		assertThat(answer.total()).isPositive();
		assertThat(answer.describeBody()).isEqualTo("application/json of 3 bytes");
	}

	@Test
	void sendsNothingBeforeSubscriptionAndOnceForEach() {
		this.server.answer(StubAnswer.empty(200));
		Mono<HttpFunctionAnswer> exchange = client().exchange(post(this.server.uri()));
		assertThat(this.server.requests()).isEmpty();
		exchange.block();
		exchange.block();
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void usesFiltersAndHeadersOfTheBuilder() {
		this.server.answer(StubAnswer.empty(200));
		WebClient.Builder builder = WebClient.builder().defaultHeader("X-Default", "1");
		HttpFunctionClient client = register(new HttpFunctionClient("test", () -> builder,
				HttpFunctionClientSettings.DEFAULTS, HttpCredential.none()));
		client.exchange(post(this.server.uri())).block();
		assertThat(this.server.requests().get(0).header("X-Default")).isEqualTo("1");
	}

	@Test
	void doesNotFollowRedirects() {
		this.server.answer(StubAnswer.empty(302).with("Location", this.server.uri() + "/other"));
		assertThat(client().exchange(post(this.server.uri())).block().status()).isEqualTo(302);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void saysNotSentWhenConnectionIsRefused() {
		URI uri = StubServer.unused();
		HttpExchangeException failure = failure(client().exchange(post(uri.resolve("/path?code=secret"))));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
		assertThat(failure).hasMessageContaining("POST %s/path was not sent", uri)
			.hasMessageContaining("refused")
			.hasMessageNotContaining("secret");
	}

	@Test
	void saysNotSentWhenHostIsUnknown() {
		HttpExchangeException failure = failure(client().exchange(post(URI.create("http://nowhere.invalid/"))));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
		assertThat(failure).hasMessageContaining("nowhere.invalid");
	}

	@Test
	void saysNotSentWhenOtherSideDoesNotSpeakTls() {
		URI uri = URI.create(this.server.uri().toString().replace("http:", "https:"));
		HttpExchangeException failure = failure(client().exchange(post(uri)));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
		assertThat(failure).hasMessageContaining("the TLS handshake failed");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void saysNotSentWhenTooManyCallsWaitForConnection() {
		this.server.answerLater((request) -> Mono.never());
		HttpFunctionClient client = client(settings(1, 1, Duration.ofSeconds(20), DataSize.ofMegabytes(1)));
		client.exchange(post(this.server.uri())).subscribe((answer) -> {
		}, (failure) -> {
		});
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		client.exchange(post(this.server.uri())).subscribe((answer) -> {
		}, (failure) -> {
		});
		HttpExchangeException failure = failure(client.exchange(post(this.server.uri())));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
		assertThat(failure).hasMessageContaining("no connection was free");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void saysNotSentWhenNoConnectionIsFreeInTime() {
		this.server.answerLater((request) -> Mono.never());
		HttpFunctionClient client = client(settings(1, 10, Duration.ofMillis(50), DataSize.ofMegabytes(1)));
		client.exchange(post(this.server.uri())).subscribe((answer) -> {
		}, (failure) -> {
		});
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		HttpExchangeException failure = failure(client.exchange(post(this.server.uri())));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
		assertThat(failure).hasMessageContaining("no connection was free");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void saysNotSentWhenTimeIsUpWhileWaitingForConnection() {
		this.server.answerLater((request) -> Mono.never());
		HttpFunctionClient client = client(settings(1, 10, LONG, DataSize.ofMegabytes(1)));
		client.exchange(post(this.server.uri())).subscribe((answer) -> {
		}, (failure) -> {
		});
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		HttpExchangeException failure = failure(client.exchange(post(this.server.uri(), Duration.ofMillis(50))));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
		assertThat(failure).hasMessageContaining("time was up after 50 ms");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void saysLateWhenNoAnswerComesInTime() {
		this.server.answerLater((request) -> Mono.never());
		HttpExchangeException failure = failure(client().exchange(post(this.server.uri(), Duration.ofMillis(300))));
		assertThat(failure.getReason()).isEqualTo(Reason.LATE);
		assertThat(failure).hasMessageContaining("no whole answer came within 300 ms");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void saysLateWhenAnswerStopsHalfWay() throws Exception {
		try (RawServer raw = RawServer
			.start((socket, number) -> RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))) {
			HttpExchangeException failure = failure(client().exchange(post(raw.uri(), Duration.ofMillis(300))));
			assertThat(failure.getReason()).isEqualTo(Reason.LATE);
			assertThat(raw.requests()).isEqualTo(1);
		}
	}

	@Test
	void saysBrokenWhenConnectionIsResetAfterSending() throws Exception {
		try (RawServer raw = RawServer.start((socket, number) -> RawServer.reset(socket))) {
			HttpExchangeException failure = failure(client().exchange(post(raw.uri())));
			assertThat(failure.getReason()).isEqualTo(Reason.BROKEN);
			assertThat(failure).hasMessageContaining("the connection broke before the whole answer came");
			assertThat(raw.requests()).isEqualTo(1);
		}
	}

	@Test
	void saysBrokenWhenConnectionIsClosedWithinAnswer() throws Exception {
		try (RawServer raw = RawServer.start((socket, number) -> {
			RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
			socket.close();
		})) {
			HttpExchangeException failure = failure(client().exchange(post(raw.uri())));
			assertThat(failure.getReason()).isEqualTo(Reason.BROKEN);
			assertThat(raw.requests()).isEqualTo(1);
		}
	}

	@Test
	void doesNotSendAgainWhenKeptAliveConnectionBreaks() throws Exception {
		try (RawServer raw = RawServer.start((socket, number) -> {
			if (number == 1) {
				RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			}
			else {
				RawServer.reset(socket);
			}
		})) {
			// A pool of one: the second request waits until the connection is back
			HttpFunctionClient client = client(settings(1, 10, LONG, DataSize.ofMegabytes(1)));
			client.exchange(post(raw.uri())).block();
			HttpExchangeException failure = failure(client.exchange(post(raw.uri())));
			assertThat(failure.getReason()).isEqualTo(Reason.BROKEN);
			assertThat(raw.requests()).isEqualTo(2);
			assertThat(raw.connections()).isEqualTo(1);
		}
	}

	@Test
	void refusesTooLargeRequestWithBothNumbers() {
		HttpExchangeException failure = failure(client(settings(10, 10, LONG, DataSize.ofBytes(100)))
			.exchange(HttpFunctionRequest.post(this.server.uri(), HttpHeaders.EMPTY, () -> new byte[101], LONG)));
		assertThat(failure.getReason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(failure).hasMessageContaining("101 bytes").hasMessageContaining("100 bytes");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void refusesTooLargeAnswerWithBothNumbers() {
		this.server.answer(new StubAnswer(200, Map.of(), new byte[101]));
		HttpExchangeException failure = failure(
				client(settings(10, 10, LONG, DataSize.ofBytes(100))).exchange(post(this.server.uri())));
		assertThat(failure.getReason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(failure).hasMessageContaining("is 101 bytes").hasMessageContaining("100 bytes");
	}

	@Test
	void refusesTooLargeAnswerWithoutContentLength() throws Exception {
		try (RawServer raw = RawServer.start((socket, number) -> RawServer.write(socket,
				"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + "x".repeat(101) + "\r\n0\r\n\r\n"))) {
			HttpExchangeException failure = failure(
					client(settings(10, 10, LONG, DataSize.ofBytes(100))).exchange(post(raw.uri())));
			assertThat(failure.getReason()).isEqualTo(Reason.TOO_LARGE);
			assertThat(failure).hasMessageContaining("more than 100 bytes");
		}
	}

	@Test
	void takesAnswerAndRequestOfExactlyTheLimit() {
		this.server.answer((request) -> new StubAnswer(200, Map.of(), request.body()));
		HttpFunctionAnswer answer = client(settings(10, 10, LONG, DataSize.ofBytes(100)))
			.exchange(HttpFunctionRequest.post(this.server.uri(), HttpHeaders.EMPTY, () -> new byte[100], LONG))
			.block();
		assertThat(answer.body()).hasSize(100);
	}

	@Test
	void sendsAgainOnceWithRenewedCredentialWhenRefused() {
		this.server
			.answer((request) -> StubAnswer.empty("Bearer 2".equals(request.header("Authorization")) ? 200 : 401));
		RenewableCredential credential = new RenewableCredential(true);
		assertThat(client(credential).exchange(post(this.server.uri())).block().status()).isEqualTo(200);
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void doesNotSendAgainWhenCredentialCannotBeRenewed() {
		this.server.answer(StubAnswer.empty(401));
		assertThat(client(new RenewableCredential(false)).exchange(post(this.server.uri())).block().status())
			.isEqualTo(401);
		assertThat(client(HttpCredential.bearer("x")).exchange(post(this.server.uri())).block().status())
			.isEqualTo(401);
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void saysNoCredentialWhenIssuerRefuses() {
		HttpExchangeException failure = failure(client(() -> Mono.error(new IllegalStateException("issuer said no")))
			.exchange(post(this.server.uri())));
		assertThat(failure.getReason()).isEqualTo(Reason.NO_CREDENTIAL);
		assertThat(failure).hasMessageContaining("issuer said no");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void saysNotSentWhenIssuerIsNotReached() {
		WebClientRequestException unreachable = new WebClientRequestException(new ConnectException("refused"),
				HttpMethod.POST, URI.create("http://localhost/token"), new HttpHeaders());
		HttpExchangeException failure = failure(
				client(() -> Mono.error(unreachable)).exchange(post(this.server.uri())));
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_SENT);
	}

	@Test
	void runsManyCallsOverFewConnections() {
		this.server.answerLater(
				(request) -> Mono.delay(Duration.ofMillis(10)).thenReturn(StubAnswer.json(200, request.text())));
		HttpFunctionClient client = client(settings(50, 500, LONG, DataSize.ofMegabytes(1)));
		List<String> answers = Flux.range(0, 500)
			.flatMap((number) -> client
				.exchange(HttpFunctionRequest.post(this.server.uri(), HttpHeaders.EMPTY, () -> bytes("call " + number),
						LONG))
				.map((answer) -> new String(answer.body(), StandardCharsets.UTF_8)), 500)
			.collectList()
			.block();
		assertThat(answers).doesNotHaveDuplicates().hasSize(500);
		assertThat(this.server.requests()).hasSize(500);
		assertThat(this.server.mostRunning()).isBetween(2, 50);
	}

	private HttpFunctionRequest post(URI uri) {
		return post(uri, LONG);
	}

	private HttpFunctionRequest post(URI uri, Duration timeout) {
		return HttpFunctionRequest.post(uri, HttpHeaders.EMPTY, () -> bytes("body"), timeout);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static HttpExchangeException failure(Mono<HttpFunctionAnswer> exchange) {
		return assertThatExceptionOfType(HttpExchangeException.class).isThrownBy(exchange::block).actual();
	}

	private static HttpFunctionClientSettings settings(int connections, int pending, Duration pendingTimeout,
			DataSize maxPayload) {
		return new HttpFunctionClientSettings(Duration.ofSeconds(5), connections, pending, pendingTimeout,
				Duration.ofSeconds(30), maxPayload, null);
	}

	private HttpFunctionClient client() {
		return client(HttpCredential.none());
	}

	private HttpFunctionClient client(HttpCredential credential) {
		return register(
				new HttpFunctionClient("test", WebClient::builder, HttpFunctionClientSettings.DEFAULTS, credential));
	}

	private HttpFunctionClient client(HttpFunctionClientSettings settings) {
		return register(new HttpFunctionClient("test", WebClient::builder, settings, HttpCredential.none()));
	}

	private HttpFunctionClient register(HttpFunctionClient client) {
		this.clients.add(client);
		return client;
	}

	private static final class RenewableCredential implements HttpCredential {

		private final AtomicInteger version = new AtomicInteger(1);

		private final boolean renewable;

		RenewableCredential(boolean renewable) {
			this.renewable = renewable;
		}

		@Override
		public Mono<HttpHeaders> headers() {
			return HttpCredential.bearer(Integer.toString(this.version.get())).headers();
		}

		@Override
		public Mono<Boolean> renew() {
			this.version.incrementAndGet();
			return Mono.just(this.renewable);
		}

	}

}
