package io.blueprintfaas.http;

import java.time.Duration;
import java.util.function.Supplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Sends requests to one target over HTTP/1.1 and reads their whole answers. A request is
 * never sent a second time, except with a new credential after status 401. One client is
 * shared by all jobs of its target; its connections are kept alive.
 */
public final class HttpFunctionClient implements DisposableBean {

	private final SingletonSupplier<Connected> connected;

	private volatile boolean used;

	private final HttpCredential credential;

	private final DataSize maxPayload;

	/**
	 * A client. Making it touches no network, and costs next to nothing: connector and
	 * pool, which would slow down the start of the application, are made at the first
	 * request.
	 * @param name name of the target, for metrics and threads
	 * @param builder source of filters, observation and headers, asked for once; it is
	 * not changed, and its connector is not used
	 * @param settings how to connect
	 * @param credential what to prove with who is calling
	 */
	public HttpFunctionClient(String name, Supplier<WebClient.Builder> builder, HttpFunctionClientSettings settings,
			HttpCredential credential) {
		this.connected = SingletonSupplier.of(() -> connect(name, builder.get(), settings));
		this.credential = credential;
		this.maxPayload = settings.maxPayload();
	}

	/**
	 * Sends a request with the credential. Nothing is sent before subscription; each
	 * subscription sends one request.
	 * @param request what to send
	 * @return the answer, whatever its status, or an error that is a
	 * {@link HttpExchangeException}, for {@link HttpFailures} to translate; never empty
	 */
	public Mono<HttpFunctionAnswer> exchange(HttpFunctionRequest request) {
		return exchange(request, this.credential);
	}

	/**
	 * Sends a request with a credential of its own, otherwise as
	 * {@link #exchange(HttpFunctionRequest)}.
	 * @param request what to send
	 * @param ownCredential what to prove with who is calling
	 * @return the answer, or an error that is a {@link HttpExchangeException}; never
	 * empty
	 */
	public Mono<HttpFunctionAnswer> exchange(HttpFunctionRequest request, HttpCredential ownCredential) {
		return Mono.defer(() -> new HttpExchange(webClient(), request, this.maxPayload).run(ownCredential));
	}

	/**
	 * Largest body sent or received.
	 * @return the limit
	 */
	public DataSize maxPayload() {
		return this.maxPayload;
	}

	/**
	 * Closes all connections.
	 */
	@Override
	public void destroy() {
		if (this.used) {
			this.connected.obtain().connections().dispose();
		}
	}

	private WebClient webClient() {
		this.used = true;
		return this.connected.obtain().webClient();
	}

	private static Connected connect(String name, WebClient.Builder builder, HttpFunctionClientSettings settings) {
		ConnectionProvider connections = connections(name, settings);
		WebClient webClient = builder.clone()
			.clientConnector(new ReactorClientHttpConnector(httpClient(connections, settings)))
			.build();
		return new Connected(connections, webClient);
	}

	private static ConnectionProvider connections(String name, HttpFunctionClientSettings settings) {
		return ConnectionProvider.builder(name)
			.maxConnections(settings.maxConnections())
			.pendingAcquireMaxCount(settings.pendingAcquireMaxCount())
			.pendingAcquireTimeout(settings.pendingAcquireTimeout())
			.maxIdleTime(settings.maxIdleTime())
			.evictInBackground(Duration.ofSeconds(30))
			.lifo()
			.build();
	}

	private static HttpClient httpClient(ConnectionProvider connections, HttpFunctionClientSettings settings) {
		HttpClientSettings clientSettings = HttpClientSettings.defaults()
			.withConnectTimeout(settings.connectTimeout())
			.withSslBundle(settings.sslBundle());
		return new ReactorHttpClientBuilder().withHttpClientFactory(() -> HttpClient.create(connections))
			.withoutHttpClientDefaults()
			.withHttpClientCustomizer(HttpFunctionClient::onceOnly)
			.build(clientSettings);
	}

	// The library would repeat a request whose connection breaks before its headers are
	// written. Whether to repeat is for the caller's policies to decide, so it never
	// does.
	private static HttpClient onceOnly(HttpClient client) {
		return client.disableRetry(true)
			.protocol(HttpProtocol.HTTP11)
			.compress(false)
			.followRedirect(false)
			.keepAlive(true)
			.proxyWithSystemProperties();
	}

	private record Connected(ConnectionProvider connections, WebClient webClient) {

	}

}
