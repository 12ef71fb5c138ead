package io.blueprintfaas.gcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes packages at signed addresses, as Cloud Storage does: one PUT of a zip each,
 * without credentials.
 */
final class FakeUploads implements AutoCloseable {

	private final Consumer<String> log;

	private final HttpServer server;

	private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

	volatile int refusal;

	FakeUploads(Consumer<String> log) {
		this.log = log;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/uploads/", this::take);
		this.server.start();
	}

	// An address to upload an object to.
	String sign(String object) {
		return "http://127.0.0.1:%d/uploads/%s?X-Goog-Signature=secret-signature%%2Bx"
			.formatted(this.server.getAddress().getPort(), object);
	}

	byte[] content(String object) {
		return this.objects.get(object);
	}

	boolean has(String object) {
		return this.objects.containsKey(object);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void take(HttpExchange exchange) throws IOException {
		this.log.accept(exchange.getRequestMethod());
		byte[] body = exchange.getRequestBody().readAllBytes();
		String refusal = refusal(exchange);
		if (refusal == null) {
			this.objects.put(exchange.getRequestURI().getPath().substring("/uploads/".length()), body);
			exchange.sendResponseHeaders(200, -1);
		}
		else {
			byte[] text = refusal.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/xml");
			exchange.sendResponseHeaders((this.refusal != 0) ? this.refusal : 403, text.length);
			exchange.getResponseBody().write(text);
		}
		exchange.close();
	}

	private String refusal(HttpExchange exchange) {
		boolean signed = "X-Goog-Signature=secret-signature%2Bx".equals(exchange.getRequestURI().getRawQuery());
		boolean zip = "application/zip".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
		boolean credential = exchange.getRequestHeaders().containsKey("Authorization");
		if (this.refusal != 0) {
			return "<Error><Code>ExpiredToken</Code><Message>The address is no longer valid</Message></Error>";
		}
		return (signed && zip && !credential && "PUT".equals(exchange.getRequestMethod())) ? null
				: "<Error><Code>SignatureDoesNotMatch</Code></Error>";
	}

}
