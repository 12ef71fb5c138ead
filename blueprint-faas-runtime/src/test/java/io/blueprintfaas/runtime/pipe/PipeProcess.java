package io.blueprintfaas.runtime.pipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.process.LineReader;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A function in a JVM of its own, behind a pipe.
 */
final class PipeProcess implements AutoCloseable {

	private final Process process;

	private final LineReader lines;

	private final Path log;

	private PipeProcess(Process process, Path log) {
		this.process = process;
		this.lines = new LineReader(process.getInputStream());
		this.log = log;
		// Reading from a process that hangs cannot be interrupted
		CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS).execute(this::close);
	}

	static PipeProcess once(Path folder, String... arguments) throws IOException {
		return start(folder, PipeApplication.class.getName(), "0", arguments);
	}

	static PipeProcess keptAlive(Path folder, String... arguments) throws IOException {
		return start(folder, PipeApplication.class.getName(), "1", arguments);
	}

	static PipeProcess start(Path folder, String mainClass, String keepAlive, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), PipeMain.class.getName()));
		command.addAll(List.of(arguments));
		Path log = folder.resolve("log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
		builder.environment().put(FunctionEnvironment.MAIN_CLASS, mainClass);
		builder.environment().put(FunctionEnvironment.KEEP_ALIVE, keepAlive);
		return new PipeProcess(builder.start(), log);
	}

	void write(byte[] bytes) throws IOException {
		this.process.getOutputStream().write(bytes);
		this.process.getOutputStream().flush();
	}

	void endInput() throws IOException {
		this.process.getOutputStream().close();
	}

	byte[] readAll() throws IOException {
		return this.process.getInputStream().readAllBytes();
	}

	String askOnce(String request) throws IOException {
		write(request.getBytes(StandardCharsets.UTF_8));
		endInput();
		return new String(readAll(), StandardCharsets.UTF_8);
	}

	WireResponse ask(WireRequest request) throws IOException {
		byte[] bytes = WireFormat.writeRequest(request);
		byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
		line[bytes.length] = '\n';
		write(line);
		byte[] answer = this.lines.readLine();
		assertThat(answer).as(this::log).isNotNull();
		return WireFormat.readResponse(answer);
	}

	int status() throws InterruptedException {
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).as("process ended").isTrue();
		return this.process.exitValue();
	}

	long pid() {
		return this.process.pid();
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
		this.process.destroyForcibly();
	}

}
