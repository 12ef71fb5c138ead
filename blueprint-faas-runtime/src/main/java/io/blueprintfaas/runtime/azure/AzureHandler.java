package io.blueprintfaas.runtime.azure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes the requests of the host of Azure Functions: those that it forwards as they came,
 * below {@value #FORWARDED}, and those that it puts into a message of its own. Everything
 * else is how the host finds out that somebody listens, which is answered at once.
 */
final class AzureHandler implements AutoCloseable {

	/** More than one instance is ever given at a time, and than a job takes. */
	static final int MAX_THREADS = 1100;

	private static final String FORWARDED = "/api/";

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private static final int METHOD_NOT_ALLOWED = 405;

	private final AzureCalls calls;

	private final HttpServer server;

	// With too many, the thread that reads requests has to do the work: it then takes no
	// more
	private final ExecutorService threads = new ThreadPoolExecutor(0, MAX_THREADS, 60, TimeUnit.SECONDS,
			new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());

	/**
	 * A handler, which takes requests from now on.
	 * @param port the port, or 0 for one that is free
	 * @param calls answers them
	 * @throws IOException if it cannot listen
	 */
	AzureHandler(int port, AzureCalls calls) throws IOException {
		this.calls = calls;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_THREADS);
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		long begun = System.nanoTime();
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			if (path.equals("/")) {
				send(exchange, OK, "This is a function app\n");
			}
			else if (!path.startsWith(FORWARDED) && path.indexOf('/', 1) > 0) {
				send(exchange, NOT_FOUND, "Functions are below '%s'\n".formatted(FORWARDED));
			}
			else if (!exchange.getRequestMethod().equals("POST")) {
				exchange.getResponseHeaders().set("Allow", "POST");
				send(exchange, METHOD_NOT_ALLOWED, "This is a function: send its requests with POST\n");
			}
			else {
				answer(exchange, path.startsWith(FORWARDED), begun);
			}
		}
	}

	private void answer(HttpExchange exchange, boolean forwarded, long begun) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		byte[] request = forwarded ? body : HostMessage.request(body);
		AzureCalls.Answer answer = this.calls.answer(request, begun);
		if (forwarded) {
			send(exchange, answer.status(), "application/json", answer.body());
		}
		else {
			// To the host, another status means that there is no answer
			send(exchange, OK, "application/json", HostMessage.answer(answer));
		}
	}

	private static void send(HttpExchange exchange, int status, String text) throws IOException {
		send(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
	}

	private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		boolean none = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
		exchange.sendResponseHeaders(status, none ? -1 : body.length);
		if (!none) {
			exchange.getResponseBody().write(body);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdown();
	}

}
