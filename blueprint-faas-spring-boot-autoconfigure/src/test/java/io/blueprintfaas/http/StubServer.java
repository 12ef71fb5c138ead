package io.blueprintfaas.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * An HTTP server on loopback that answers as it is told and remembers what it received.
 */
public final class StubServer implements AutoCloseable {

	private final List<StubRequest> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger mostRunning = new AtomicInteger();

	private final DisposableServer server;

	private final String scheme;

	private volatile Function<StubRequest, Mono<StubAnswer>> behaviour = (request) -> Mono.just(StubAnswer.empty(404));

	private StubServer(String scheme, UnaryOperator<HttpServer> customizer) {
		this.scheme = scheme;
		this.server = customizer
			.apply(HttpServer.create()
				.host("localhost")
				.port(0)
				.httpRequestDecoder((spec) -> spec.maxHeaderSize(65536))
				.handle(this::handle))
			.bindNow();
	}

	/**
	 * Starts a server without TLS.
	 * @return the server
	 */
	public static StubServer start() {
		return new StubServer("http", UnaryOperator.identity());
	}

	/**
	 * Starts a server with TLS.
	 * @param customizer sets TLS up
	 * @return the server
	 */
	public static StubServer startSecure(UnaryOperator<HttpServer> customizer) {
		return new StubServer("https", customizer);
	}

	/**
	 * An address that nothing listens at.
	 * @return the address, without a path
	 */
	public static URI unused() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return URI.create("http://localhost:" + socket.getLocalPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Answers every request alike from now on.
	 * @param answer the answer
	 */
	public void answer(StubAnswer answer) {
		this.behaviour = (request) -> Mono.just(answer);
	}

	/**
	 * Answers every request by a rule from now on.
	 * @param rule gives the answer
	 */
	public void answer(Function<StubRequest, StubAnswer> rule) {
		this.behaviour = (request) -> Mono.fromSupplier(() -> rule.apply(request));
	}

	/**
	 * Answers every request by a rule that may take its time from now on.
	 * @param rule gives the answer
	 */
	public void answerLater(Function<StubRequest, Mono<StubAnswer>> rule) {
		this.behaviour = rule;
	}

	/**
	 * Address of the server.
	 * @return the address, without a path
	 */
	public URI uri() {
		return URI.create("%s://localhost:%d".formatted(this.scheme, this.server.port()));
	}

	/**
	 * What was received, in this order.
	 * @return the requests
	 */
	public List<StubRequest> requests() {
		return this.requests;
	}

	/**
	 * Most requests that were being answered at a time.
	 * @return their number
	 */
	public int mostRunning() {
		return this.mostRunning.get();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]).flatMap((body) -> {
			StubRequest received = new StubRequest(request.method().name(), request.uri(), request.requestHeaders(),
					body);
			this.requests.add(received);
			this.mostRunning.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			return this.behaviour.apply(received)
				.doOnNext((answer) -> this.running.decrementAndGet())
				.doOnCancel(this.running::decrementAndGet)
				.flatMap((answer) -> send(answer, response));
		});
	}

	private static Mono<Void> send(StubAnswer answer, HttpServerResponse response) {
		response.status(answer.status());
		answer.headers().forEach(response::header);
		response.header("Content-Length", Integer.toString(answer.body().length));
		return response.sendByteArray(Mono.just(answer.body())).then();
	}

}
