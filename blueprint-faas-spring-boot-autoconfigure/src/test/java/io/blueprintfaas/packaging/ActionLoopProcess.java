package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.runtime.process.LineReader;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;

/**
 * A package as ActionLoop treats it: unpacked with its modes and no folder entries of its
 * own, {@code exec} started in another folder with an environment that has nothing but
 * what OpenWhisk passes, activations on standard input, answers on file descriptor 3.
 */
public final class ActionLoopProcess implements AutoCloseable {

	/** What the images of Apache have in {@code OW_EXECUTION_ENV}. */
	public static final String GO_1_24 = "openwhisk/action-golang-v1.24";

	private static final byte[] ACK = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final Process process;

	private final LineReader answers;

	private final Path logs;

	private ActionLoopProcess(Process process, Path logs) {
		this.process = process;
		this.answers = new LineReader(process.getInputStream());
		this.logs = logs;
	}

	/**
	 * Unpacks a package.
	 * @param zip the package
	 * @param folder a folder that is not there yet
	 * @return the folder
	 */
	public static Path unpack(Path zip, Path folder) throws IOException {
		FunctionProcess.unpack(zip, folder);
		Files.setPosixFilePermissions(folder.resolve("exec"), PosixFilePermissions.fromString("rwxr-xr-x"));
		return folder;
	}

	/**
	 * Starts an unpacked package in an image that waits until it is ready.
	 * @param folder the folder
	 * @param image what the image has in {@code OW_EXECUTION_ENV}, or {@code null}
	 * @param variables environment variables of the function, as parameters with
	 * {@code init} say
	 * @return the process, which may not be ready yet
	 * @throws IOException if its mark is not the one of the image, or it cannot be
	 * started
	 */
	public static ActionLoopProcess start(Path folder, @Nullable String image, Map<String, String> variables)
			throws IOException {
		Map<String, String> environment = new HashMap<>(Map.of("__OW_WAIT_FOR_ACK", "1", "__OW_PROXY_VERSION", "1.18.0",
				"__OW_API_HOST", "http://127.0.0.1:1", "__OW_NAMESPACE", "guest", "__OW_ACTION_NAME",
				"/guest/blueprint/sample", "__OW_ACTION_VERSION", "0.0.1"));
		if (image != null) {
			checkMark(folder, image);
			environment.put("__OW_EXECUTION_ENV", image);
		}
		environment.putAll(variables);
		return start(folder, environment);
	}

	private static void checkMark(Path folder, String image) throws IOException {
		String mark = Files.readString(folder.resolve("exec.env")).strip();
		if (!mark.equals(image)) {
			throw new IOException("The image is '%s', but 'exec.env' is '%s'".formatted(image, mark));
		}
	}

	/**
	 * Starts an unpacked package with exactly the given environment.
	 */
	static ActionLoopProcess start(Path folder, Map<String, String> environment) throws IOException {
		Path logs = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "logs");
		// Java connects 0, 1 and 2 only; and shells set variables of their own
		ProcessBuilder builder = new ProcessBuilder(
				List.of("/bin/sh", "-c", "unset PWD OLDPWD SHLVL _; exec \"$0\" 3>&1 >\"$1/out\" 2>\"$1/err\"",
						folder.toAbsolutePath().resolve("exec").toString(), logs.toString()))
			.directory(Path.of("/").toFile());
		builder.environment().clear();
		builder.environment().putAll(environment);
		return new ActionLoopProcess(builder.start(), logs);
	}

	/**
	 * Waits until the function says that it is ready.
	 * @return this
	 * @throws IOException if it ends instead, or says something else
	 */
	public ActionLoopProcess awaitAck() throws IOException {
		byte[] ack = read();
		if (!Arrays.equals(ack, ACK)) {
			throw new IOException("The function said '%s', its log '%s'".formatted(text(ack), stderr()));
		}
		return this;
	}

	/**
	 * Runs one activation.
	 * @param value the request
	 * @param timeout when the container would be ended
	 * @return the answer
	 * @throws IOException if the process ends before it has answered
	 */
	public synchronized byte[] run(byte[] value, Duration timeout) throws IOException {
		String context = ",\"namespace\":\"guest\",\"action_name\":\"/guest/blueprint/sample\",\"api_host\":\"\",\"api_key\":\"\","
				+ "\"activation_id\":\"1f2e3d4c5b6a\",\"deadline\":\"%d\"}"
					.formatted(System.currentTimeMillis() + timeout.toMillis());
		OutputStream input = this.process.getOutputStream();
		input.write("{\"value\":".getBytes(StandardCharsets.UTF_8));
		input.write(value);
		input.write((context + "\n").getBytes(StandardCharsets.UTF_8));
		input.flush();
		return read();
	}

	/**
	 * Reads an answer as OpenWhisk leaves it to a caller: of one with a field
	 * {@code error}, that field.
	 * @param answer the answer
	 * @return the function's own answer
	 */
	public static WireResponse response(byte[] answer) {
		JsonNode error = JsonMapper.shared().readTree(answer).path("error");
		return WireFormat.readResponse(error.isObject() ? error.toString().getBytes(StandardCharsets.UTF_8) : answer);
	}

	/**
	 * Sends any line.
	 * @param line the line, without its end
	 * @return the line that answers it
	 * @throws IOException if the process ends before it has answered
	 */
	public synchronized String line(String line) throws IOException {
		this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
		return text(read());
	}

	// A read from a process that hangs cannot be interrupted
	private byte[] read() throws IOException {
		CompletableFuture<byte @Nullable []> line = CompletableFuture.supplyAsync(this::readLine,
				(task) -> new Thread(task, "function-reader").start());
		try {
			byte[] answer = line.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
			if (answer == null) {
				throw new IOException("The process has ended; its log says: " + stderr());
			}
			return answer;
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			close();
			throw new IOException("The process does not answer; its log says: " + stderr(), ex);
		}
	}

	private byte @Nullable [] readLine() {
		try {
			return this.answers.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	public String stdout() {
		return log("out");
	}

	public String stderr() {
		return log("err");
	}

	private String log(String name) {
		try {
			return Files.readString(this.logs.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ends the input, as the end of the container does.
	 */
	void endInput() throws IOException {
		this.process.getOutputStream().close();
	}

	/**
	 * Waits for the end of the process.
	 * @return its status
	 */
	public int exit() throws InterruptedException {
		if (!this.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The process has not ended");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
