package io.blueprintfaas.gcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * As much of Cloud Storage's own protocol as packages take: look, upload, list, remove.
 */
final class FakeStorage implements AutoCloseable {

	static final String BUCKET = "packages";

	private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");

	private final HttpServer server;

	private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	volatile int refusal;

	FakeStorage() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	Storage client() {
		return StorageOptions.newBuilder()
			.setHost(address())
			.setProjectId(GcpJobs.PROJECT)
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
	}

	Map<String, byte[]> objects() {
		return this.objects;
	}

	List<String> take() {
		List<String> taken = List.copyOf(this.requests);
		this.requests.clear();
		return taken;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		String path = exchange.getRequestURI().getRawPath();
		String objectPath = "/storage/v1/b/%s/o".formatted(BUCKET);
		if (this.refusal != 0) {
			answer(exchange, this.refusal,
					"{\"error\":{\"code\":%d,\"message\":\"runner does not have access\"}}".formatted(this.refusal));
		}
		else if (path.startsWith("/upload/")) {
			upload(exchange, body);
		}
		else if (path.equals(objectPath)) {
			list(exchange);
		}
		else if (path.startsWith(objectPath + "/")) {
			one(exchange, URLDecoder.decode(path.substring(objectPath.length() + 1), StandardCharsets.UTF_8));
		}
		else {
			answer(exchange, 404, "{\"error\":{\"code\":404,\"message\":\"no such bucket\"}}");
		}
		exchange.close();
	}

	private void upload(HttpExchange exchange, byte[] body) throws IOException {
		Map<String, String> query = query(exchange);
		if (exchange.getRequestMethod().equals("PUT")) {
			this.requests.add("upload");
			this.objects.merge(query.get("upload_id"), body, FakeStorage::join);
			answer(exchange, 200, describe(query.get("upload_id")));
			return;
		}
		Matcher name = NAME.matcher(new String(body, StandardCharsets.UTF_8));
		String object = name.find() ? name.group(1) : query.get("name");
		exchange.getResponseHeaders()
			.set("Location", address() + "/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s".formatted(BUCKET,
					object.replace("/", "%2F")));
		answer(exchange, 200, "");
	}

	private void list(HttpExchange exchange) throws IOException {
		this.requests.add("list");
		String prefix = query(exchange).getOrDefault("prefix", "");
		String items = this.objects.keySet()
			.stream()
			.filter((name) -> name.startsWith(prefix))
			.map(this::describe)
			.collect(Collectors.joining(","));
		answer(exchange, 200, "{\"items\":[%s]}".formatted(items));
	}

	private void one(HttpExchange exchange, String object) throws IOException {
		boolean delete = exchange.getRequestMethod().equals("DELETE");
		this.requests.add(delete ? "delete" : "get");
		if (!this.objects.containsKey(object)) {
			answer(exchange, 404, "{\"error\":{\"code\":404,\"message\":\"No such object\"}}");
		}
		else if (delete) {
			this.objects.remove(object);
			exchange.sendResponseHeaders(204, -1);
		}
		else {
			answer(exchange, 200, describe(object));
		}
	}

	private String describe(String object) {
		return "{\"bucket\":\"%s\",\"name\":\"%s\",\"size\":\"%d\"}".formatted(BUCKET, object,
				this.objects.get(object).length);
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] all = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, all, first.length, second.length);
		return all;
	}

	private static void answer(HttpExchange exchange, int status, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	private static Map<String, String> query(HttpExchange exchange) {
		Map<String, String> query = new TreeMap<>();
		String raw = exchange.getRequestURI().getRawQuery();
		for (String pair : ((raw != null) ? raw : "").split("&")) {
			String[] parts = pair.split("=", 2);
			query.put(parts[0], (parts.length > 1) ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
		}
		return query;
	}

}
