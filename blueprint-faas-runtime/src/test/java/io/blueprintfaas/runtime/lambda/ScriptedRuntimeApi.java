package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Runtime API that answers as it is told, so that its failures can be told too.
 */
final class ScriptedRuntimeApi implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final BlockingQueue<Object> questions = new LinkedBlockingQueue<>();

	private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

	private final AtomicInteger ids = new AtomicInteger();

	ScriptedRuntimeApi() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/2018-06-01/runtime/invocation/next", this::next);
		this.server.createContext("/", this::report);
		this.server.start();
	}

	String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	ScriptedRuntimeApi event(byte[] event) {
		this.questions.add(event);
		return this;
	}

	ScriptedRuntimeApi status(int status) {
		this.questions.add(status);
		return this;
	}

	// Closes the connection without an answer
	ScriptedRuntimeApi drop() {
		return status(0);
	}

	void reportStatuses(List<Integer> statuses) {
		this.statuses.addAll(statuses);
	}

	int waiting() {
		return this.questions.size();
	}

	/**
	 * The next report: path, error type in brackets if there is one, body.
	 */
	String report() throws InterruptedException {
		String report = this.reports.poll(10, TimeUnit.SECONDS);
		assertThat(report).as("a report within 10 seconds").isNotNull();
		return report;
	}

	private void next(HttpExchange exchange) throws IOException {
		try (exchange) {
			Object question = this.questions.take();
			if (question instanceof byte[] event) {
				String id = "id-" + this.ids.incrementAndGet();
				exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", id);
				exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=" + id);
				exchange.getResponseHeaders()
					.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 10_000));
				exchange.sendResponseHeaders(200, event.length);
				exchange.getResponseBody().write(event);
			}
			else if (!question.equals(0)) {
				exchange.sendResponseHeaders((int) question, -1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void report(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
			Integer status = this.statuses.poll();
			// Before the next one can be sent
			this.reports.add(exchange.getRequestURI() + ((type != null) ? " [%s] ".formatted(type) : " ") + body);
			exchange.sendResponseHeaders((status != null) ? status : 202, -1);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
