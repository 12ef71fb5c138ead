package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FailedStart;
import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * The interface that OpenWhisk asks of an image: {@code POST /init} once, then
 * {@code POST /run} for each activation.
 */
final class ActionServer implements AutoCloseable {

	/** By this line OpenWhisk finds the end of an activation in the log. */
	static final String END_OF_ACTIVATION = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX";

	/**
	 * Most connections that wait to be accepted: the default of 50 resets some of a
	 * burst.
	 */
	private static final int MAX_WAITING = 1024;

	private static final int OK = 200;

	private static final int BAD_REQUEST = 400;

	private static final int FORBIDDEN = 403;

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final int INTERNAL_SERVER_ERROR = 500;

	private static final int BAD_GATEWAY = 502;

	// As many as OpenWhisk ever has one container run
	private static final int MAX_THREADS = 512;

	private final Supplier<FunctionRuntime> start;

	private final AtomicBoolean initialized = new AtomicBoolean();

	private final HttpServer server;

	private final ExecutorService threads = new ThreadPoolExecutor(0, MAX_THREADS, 60, TimeUnit.SECONDS,
			new SynchronousQueue<>());

	private volatile @Nullable ActionFunction function;

	/**
	 * A server, which takes requests from now on.
	 * @param port the port, or 0 for one that is free
	 * @param start starts the application
	 * @throws IOException if it cannot listen
	 */
	ActionServer(int port, Supplier<FunctionRuntime> start) throws IOException {
		this.start = start;
		this.server = HttpServer.create(new InetSocketAddress(port), MAX_WAITING);
		this.server.createContext("/init", (exchange) -> handle(exchange, this::initialize));
		this.server.createContext("/run", (exchange) -> handle(exchange, this::run));
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange, Step step) throws IOException {
		try (exchange) {
			Answer answer = exchange.getRequestMethod().equals("POST")
					? step.answer(exchange.getRequestBody().readAllBytes())
					: Answer.error(METHOD_NOT_ALLOWED, "OpenWhisk sends '/init' and '/run' with POST");
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(answer.status(), answer.body().length);
			exchange.getResponseBody().write(answer.body());
		}
	}

	private Answer initialize(byte[] message) {
		if (!this.initialized.compareAndSet(false, true)) {
			return Answer.error(FORBIDDEN, "The function has been initialized: that is done once in a container");
		}
		try {
			ActionVariables.take(message);
			this.function = new ActionFunction(this.start.get(),
					ActionVariables.values().get(ActionFunction.ACTION_NAME));
			ActionFunction.flush();
			return new Answer(OK, "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return Answer.error(BAD_REQUEST, "The message of '/init' cannot be read: " + ex.getMessage());
		}
		catch (Throwable ex) {
			System.err.println(new FailedStart(ex).describe());
			endLog();
			return Answer.error(BAD_GATEWAY, "The function did not start: " + ex.getMessage());
		}
	}

	private Answer run(byte[] message) {
		ActionFunction started = this.function;
		if (started == null) {
			return Answer.error(INTERNAL_SERVER_ERROR, "The function has not been initialized");
		}
		byte[] answer = started.answer(message);
		endLog();
		return new Answer(OK, answer);
	}

	private static void endLog() {
		System.out.println(END_OF_ACTIVATION);
		System.err.println(END_OF_ACTIVATION);
		ActionFunction.flush();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdown();
	}

	/**
	 * What is done with the body of a request.
	 */
	private interface Step {

		Answer answer(byte[] message);

	}

	private record Answer(int status, byte[] body) {

		// As OpenWhisk wants it: an object with this one field
		static Answer error(int status, String error) {
			return new Answer(status, JsonFields.object("error", error));
		}

	}

}
