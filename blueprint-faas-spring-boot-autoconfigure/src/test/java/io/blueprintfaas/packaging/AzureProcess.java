package io.blueprintfaas.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

import io.blueprintfaas.packaging.azureworker.AzureWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unpacked package as Azure runs it: under a worker for Java, or as the process that
 * its host file names.
 */
final class AzureProcess implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final Path log;

	private int port;

	private AzureProcess(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.port = port;
	}

	/**
	 * Starts a worker, which loads the functions.
	 */
	static AzureProcess worker(Path unpacked, Map<String, String> environment) throws Exception {
		List<String> command = List.of(LambdaProcess.java(), "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1",
				"-noverify", "-Djava.net.preferIPv4Stack=true", "-cp",
				String.join(File.pathSeparator, workerClasses(unpacked.getParent()).toString(),
						AzureLibraries.jar("azure-functions-java-core-library").toString(),
						AzureLibraries.jar("azure-functions-java-spi").toString()),
				AzureWorker.class.getName(), unpacked.toString(),
				AzureLibraries.jar("azure-functions-java-library").toString());
		return start(command, unpacked, environment, 0);
	}

	/**
	 * Starts what the host starts for a custom handler.
	 */
	static AzureProcess handler(Path unpacked, Map<String, String> environment) throws Exception {
		Matcher executable = Pattern.compile("\"defaultExecutablePath\": \"([^\"]+)\"")
			.matcher(Files.readString(unpacked.resolve("host.json")));
		assertThat(executable.find()).isTrue();
		int port = freePort();
		Map<String, String> all = new HashMap<>(environment);
		all.put("FUNCTIONS_CUSTOMHANDLER_PORT", String.valueOf(port));
		all.put("FUNCTIONS_HTTPWORKER_PORT", String.valueOf(port));
		all.put("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", "worker-id");
		return start(List.of(unpacked.resolve(executable.group(1)).toString()), unpacked, all, port);
	}

	private static AzureProcess start(List<String> command, Path unpacked, Map<String, String> environment, int port)
			throws IOException {
		Path log = Files.createTempFile(unpacked.getParent(), "log", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(unpacked.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("FUNCTIONS_APP_ROOT_PATH", unpacked.toString(), "WEBSITE_INSTANCE_ID", "6f1d0c", "PATH",
					"/usr/bin:/bin"));
		builder.environment().putAll(environment);
		return new AzureProcess(builder.start(), log, port);
	}

	// Alone, and with libraries that get in the way of everybody who finds them
	private static Path workerClasses(Path directory) throws Exception {
		Path classes = directory.resolve("worker-classes");
		if (Files.notExists(classes)) {
			Path tests = Path.of(AzureWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			String folder = AzureWorker.class.getPackageName().replace('.', '/');
			FileSystemUtils.copyRecursively(tests.resolve(folder), classes.resolve(folder));
			AzureLibraries.writeTraps(classes);
		}
		return classes;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	// The worker tells its port when all functions are loaded
	AzureProcess awaitLoaded() {
		Pattern listening = Pattern.compile("listening on ([0-9]+)\\.");
		Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10)).until(() -> {
			assertThat(this.process.isAlive()).as(this::log).isTrue();
			Matcher matcher = listening.matcher(log());
			this.port = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
			return this.port > 0;
		});
		return this;
	}

	// As the host does it: somebody is there when anything is answered
	AzureProcess awaitPing() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.ignoreExceptions()
			.until(() -> this.client.send(HttpRequest.newBuilder(uri("/")).build(), BodyHandlers.discarding())
				.statusCode() > 0);
		return this;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	HttpResponse<byte[]> post(String path, String body) throws Exception {
		return postAsync(path, body).get(60, TimeUnit.SECONDS);
	}

	CompletableFuture<HttpResponse<byte[]>> postAsync(String path, String body) {
		HttpRequest request = HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.header("X-Azure-Functions-InvocationId", "8d5bd1f4-3a0a-4f5a-9d5c-0a4b5f6e7a8b")
			.POST(BodyPublishers.ofString(body))
			.build();
		return this.client.sendAsync(request, BodyHandlers.ofByteArray());
	}

	HttpResponse<String> get(String path) throws Exception {
		return this.client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
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
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
	}

}
