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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unpacked package as Google starts it: in its folder, under Google's own invoker,
 * with the jar at the root as the class path.
 */
final class GcpProcess implements AutoCloseable {

	/** The invoker that Google's build takes if the function asks for it. */
	static final String INVOKER_2 = "2.0.0";

	/** The invoker that Google's build takes otherwise. */
	static final String INVOKER_1 = "1.4.1";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final Path log;

	private final URI uri;

	private GcpProcess(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.uri = URI.create("http://127.0.0.1:" + port + "/");
	}

	static GcpProcess start(Path unpacked, String invoker, Map<String, String> environment) throws IOException {
		Path jar = Path.of("target", "functions-framework", "java-function-invoker-%s.jar".formatted(invoker))
			.toAbsolutePath();
		assertThat(jar).as("made by the build in its phase generate-test-resources").exists();
		int port = freePort();
		Path log = Files.createTempFile(unpacked.getParent(), "log", ".txt");
		ProcessBuilder builder = new ProcessBuilder(LambdaProcess.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-jar", jar.toString(), "--classpath", "function.jar")
			.directory(unpacked.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		Map<String, String> all = new HashMap<>(Map.of("FUNCTION_TARGET", GcpLayout.ENTRY_POINT,
				"FUNCTION_SIGNATURE_TYPE", "http", "PORT", String.valueOf(port), "K_SERVICE", "sample", "K_REVISION",
				"sample-00003-fox", "K_CONFIGURATION", "sample", "PATH", "/nowhere"));
		all.putAll(environment);
		builder.environment().clear();
		builder.environment().putAll(all);
		return new GcpProcess(builder.start(), log, port);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	// As Google does it: the instance is there when its port is
	GcpProcess awaitReady() {
		Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(() -> {
			assertThat(this.process.isAlive()).as(this::log).isTrue();
			return listens();
		});
		return this;
	}

	private boolean listens() {
		try (Socket socket = new Socket(this.uri.getHost(), this.uri.getPort())) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	HttpResponse<byte[]> post(String body) throws Exception {
		return postAsync(body).get(60, TimeUnit.SECONDS);
	}

	CompletableFuture<HttpResponse<byte[]>> postAsync(String body) {
		HttpRequest request = HttpRequest.newBuilder(this.uri).POST(BodyPublishers.ofString(body)).build();
		return this.client.sendAsync(request, BodyHandlers.ofByteArray());
	}

	HttpResponse<String> get() throws Exception {
		return this.client.send(HttpRequest.newBuilder(this.uri).build(), BodyHandlers.ofString());
	}

	void terminate() {
		// SIGTERM
		this.process.destroy();
	}

	int exit() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
		return this.process.exitValue();
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
