package io.blueprintfaas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API on loopback: hands invocations to whatever runtime asks for them,
 * and collects what it reports.
 */
public final class LambdaRuntimeApi implements AutoCloseable {

	private static final String BASE = "/2018-06-01/runtime/";

	static {
		// Otherwise each answer waits 40 ms for the acknowledgement of its headers
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();

	private final Map<String, Invocation> running = new ConcurrentHashMap<>();

	private final CompletableFuture<Report> initError = new CompletableFuture<>();

	private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();

	private final Semaphore restore = new Semaphore(0);

	private LambdaRuntimeApi() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext(BASE, this::serve);
		this.server.start();
	}

	/**
	 * Starts on a free port.
	 * @return the running server
	 * @throws IOException if it cannot listen
	 */
	public static LambdaRuntimeApi start() throws IOException {
		return new LambdaRuntimeApi();
	}

	/**
	 * Value of {@code AWS_LAMBDA_RUNTIME_API}.
	 * @return host and port
	 */
	public String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Invokes the function, with a timeout of one minute.
	 * @param event the event as JSON
	 * @return what the function reports
	 */
	public CompletableFuture<Report> invoke(String event) {
		return invoke(event, Duration.ofMinutes(1));
	}

	/**
	 * Invokes the function.
	 * @param event the event as JSON
	 * @param timeout of the function; this server only tells it
	 * @return what the function reports
	 */
	public CompletableFuture<Report> invoke(String event, Duration timeout) {
		Invocation invocation = new Invocation(UUID.randomUUID().toString(), event,
				System.currentTimeMillis() + timeout.toMillis(), new CompletableFuture<>());
		this.waiting.add(invocation);
		return invocation.report();
	}

	/**
	 * What the function reports if it does not start.
	 * @return the report, once it is there
	 */
	public CompletableFuture<Report> initError() {
		return this.initError;
	}

	/**
	 * Completes when the function is ready for a snapshot.
	 * @return the moment
	 */
	public CompletableFuture<Void> checkpoint() {
		return this.checkpoint;
	}

	/**
	 * Lets the function go on as if it came from its snapshot.
	 */
	public void restore() {
		this.restore.release();
	}

	private void serve(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath().substring(BASE.length());
			switch (path) {
				case "invocation/next" -> next(exchange);
				case "restore/next" -> restore(exchange);
				case "init/error", "restore/error" -> {
					this.initError.complete(report(exchange));
					answer(exchange, 202, "{}");
				}
				default -> ended(exchange, path.split("/"));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void next(HttpExchange exchange) throws IOException, InterruptedException {
		Invocation invocation = this.waiting.take();
		this.running.put(invocation.id(), invocation);
		exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
		exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline()));
		exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=" + invocation.id());
		exchange.getResponseHeaders()
			.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-north-1:1:function:sample");
		answer(exchange, 200, invocation.event());
	}

	private void restore(HttpExchange exchange) throws IOException, InterruptedException {
		this.checkpoint.complete(null);
		this.restore.acquire();
		answer(exchange, 200, "{}");
	}

	private void ended(HttpExchange exchange, String[] path) throws IOException {
		Report report = report(exchange);
		Invocation invocation = this.running.remove(path[1]);
		answer(exchange, (invocation != null) ? 202 : 400, "{}");
		if (invocation != null) {
			invocation.report().complete(report);
		}
	}

	private static Report report(HttpExchange exchange) throws IOException {
		return new Report(exchange.getRequestURI().getPath().endsWith("/error"),
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
				exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type"));
	}

	// The client of Lambda's own runtime crashes if there is no content type
	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * What a function reported of an invocation, or of its start.
	 *
	 * @param error whether it is a function error
	 * @param body the answer, or the error, as JSON
	 * @param errorType what the runtime told of the error, or {@code null}
	 */
	public record Report(boolean error, String body, @Nullable String errorType) {
	}

	private record Invocation(String id, String event, long deadline, CompletableFuture<Report> report) {
	}

}
