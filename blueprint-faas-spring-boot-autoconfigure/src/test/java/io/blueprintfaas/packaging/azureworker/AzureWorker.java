package io.blueprintfaas.packaging.azureworker;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Loads all functions of an unpacked package, as the worker does when its host tells it
 * to, and then calls them.
 */
public final class AzureWorker {

	private final Map<String, WorkerFunction> functions = new TreeMap<>();

	private AzureWorker(File root, WorkerClassLoader classLoader) throws Exception {
		for (File folder : root.listFiles(File::isDirectory)) {
			File description = new File(folder, "function.json");
			if (description.exists()) {
				this.functions.put(folder.getName(), WorkerFunction.load(description, classLoader));
			}
		}
	}

	/**
	 * Runs until the process is ended.
	 * @param arguments the unpacked package, and the jar with the annotations
	 * @throws Exception if a function cannot be loaded
	 */
	public static void main(String[] arguments) throws Exception {
		WorkerClassLoader classLoader = new WorkerClassLoader(new File(arguments[1]));
		AzureWorker worker = new AzureWorker(new File(arguments[0]).getCanonicalFile(), classLoader);
		System.out.println("loaded " + worker.functions.keySet());
		System.setProperty("sun.net.httpserver.nodelay", "true");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
		server.createContext("/api/", worker::handle);
		// As many threads as there are calls, like the worker
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		System.out.println("listening on " + server.getAddress().getPort() + ".");
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			WorkerFunction function = this.functions
				.get(exchange.getRequestURI().getPath().substring("/api/".length()));
			if (function == null) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			HttpResponseMessage response;
			try {
				response = function.call(exchange);
			}
			catch (Throwable ex) {
				System.out.println("Exception: " + ex);
				exchange.sendResponseHeaders(500, -1);
				return;
			}
			Object body = response.getBody();
			byte[] bytes = (body instanceof byte[] already) ? already
					: String.valueOf(body).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", response.getHeader("Content-Type"));
			exchange.sendResponseHeaders(response.getStatusCode(), bytes.length);
			exchange.getResponseBody().write(bytes);
		}
	}

}
