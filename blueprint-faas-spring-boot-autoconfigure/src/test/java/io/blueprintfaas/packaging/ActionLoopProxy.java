package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenWhisk's own ActionLoop proxy, as in the images of its Go runtimes. The environment
 * variable {@value #BINARY} names an executable of it that serves on the port that is its
 * first argument; {@code src/test/actionloop-proxy} tells how to build it.
 */
final class ActionLoopProxy implements AutoCloseable {

	static final String BINARY = "BLUEPRINT_ACTIONLOOP_PROXY";

	private static final String REQUIRED = "BLUEPRINT_REQUIRE_ACTIONLOOP_PROXY";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final Path folder;

	private final int port;

	private ActionLoopProxy(Process process, Path folder, int port) {
		this.process = process;
		this.folder = folder;
		this.port = port;
	}

	static boolean isThere() {
		String binary = System.getenv(BINARY);
		return binary != null && Files.isExecutable(Path.of(binary));
	}

	static boolean isRequired() {
		return Boolean.parseBoolean(System.getenv(REQUIRED));
	}

	/**
	 * Starts it with what the images of Apache set.
	 * @param folder where it unpacks, and where its output goes
	 * @param image what the image has in {@code OW_EXECUTION_ENV}, or {@code null}
	 */
	static ActionLoopProxy start(Path folder, @Nullable String image) throws IOException {
		int port = freePort();
		ProcessBuilder builder = new ProcessBuilder(System.getenv(BINARY), String.valueOf(port))
			.directory(folder.toFile())
			.redirectOutput(folder.resolve("out").toFile())
			.redirectError(folder.resolve("err").toFile());
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("OW_COMPILER", "/bin/false", "OW_WAIT_FOR_ACK", "1", "OW_LOG_INIT_ERROR", "1",
					"__OW_API_HOST", "http://127.0.0.1:1"));
		if (image != null) {
			builder.environment().put("OW_EXECUTION_ENV", image);
		}
		ActionLoopProxy proxy = new ActionLoopProxy(builder.start(), folder, port);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(proxy::listens);
		return proxy;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean listens() {
		assertThat(this.process.isAlive()).as(this::stderr).isTrue();
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	HttpResponse<String> init(Path zip, String environment) throws Exception {
		String code = Base64.getEncoder().encodeToString(Files.readAllBytes(zip));
		return post("/init",
				"{\"value\":{\"name\":\"sample\",\"main\":\"main\",\"binary\":true,\"env\":%s,\"code\":\"%s\"}}"
					.formatted(environment, code));
	}

	HttpResponse<String> run(String value) throws Exception {
		return post("/run",
				"{\"activation_id\":\"1\",\"action_name\":\"/guest/sample\",\"deadline\":\"%d\",\n\"value\":%s}"
					.formatted(System.currentTimeMillis() + 60_000, value));
	}

	private HttpResponse<String> post(String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(90))
			.POST(BodyPublishers.ofString(body))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	String stdout() {
		return log("out");
	}

	String stderr() {
		return log("err");
	}

	private String log(String name) {
		try {
			return Files.readString(this.folder.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
	}

}
