package io.blueprintfaas.aws;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * moto, a stand-in for AWS written by others, as a child process of its own.
 */
final class MotoServer implements AutoCloseable {

	static final String HOW_TO_GET_IT = "moto_server is not on the PATH and BLUEPRINT_MOTO_SERVER does not name it: the tests against moto are SKIPPED. "
			+ "Install it with: pip install 'moto[server]==5.2.1'";

	private final Process process;

	private final URI uri;

	private final HttpClient client = HttpClient.newHttpClient();

	private MotoServer(Process process, URI uri) {
		this.process = process;
		this.uri = uri;
	}

	// The command, or empty if moto is not installed.
	static Optional<Path> command() {
		String named = System.getenv("BLUEPRINT_MOTO_SERVER");
		if (named != null) {
			return Optional.of(Path.of(named)).filter(Files::isExecutable);
		}
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, "moto_server"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	static boolean isRequired() {
		return Boolean.parseBoolean(System.getenv("BLUEPRINT_REQUIRE_MOTO"));
	}

	static MotoServer start(Path command, Path log) throws Exception {
		int port = freePort();
		Process process = new ProcessBuilder(command.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
		try {
			server.awaitAnswer(log);
			server.post("/moto-api/config", "application/json", "{\"lambda\":{\"use_docker\":false}}");
			return server;
		}
		catch (Throwable ex) {
			server.close();
			throw ex;
		}
	}

	URI uri() {
		return this.uri;
	}

	// Lambda takes only roles that IAM knows.
	void createRole(String name) throws Exception {
		String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
		post("/", "application/x-www-form-urlencoded; charset=utf-8",
				"Action=CreateRole&Version=2010-05-08&RoleName=%s&AssumeRolePolicyDocument=%s".formatted(name,
						URLEncoder.encode(policy, StandardCharsets.UTF_8)));
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
		if (!ended()) {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}
	}

	private boolean ended() {
		try {
			return this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void awaitAnswer(Path log) {
		Awaitility.await("moto's first answer").atMost(Duration.ofSeconds(60)).until(() -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("moto ended: " + Files.readString(log));
			}
			return isAnswering();
		});
	}

	private boolean isAnswering() throws InterruptedException {
		try {
			HttpRequest request = HttpRequest.newBuilder(this.uri.resolve("/moto-api/")).build();
			return this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
		}
		catch (IOException ex) {
			// Not listening yet
			return false;
		}
	}

	private void post(String path, String type, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.uri.resolve(path))
			.header("Content-Type", type)
			.header("Authorization",
					"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> answer = this.client.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() >= 300) {
			throw new IllegalStateException("moto answered %d: %s".formatted(answer.statusCode(), answer.body()));
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
