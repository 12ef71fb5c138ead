package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.process.LineReader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A function in a JVM of its own, with answers on file descriptor 3 and logs in files.
 */
final class ActionProcess implements AutoCloseable {

	private final Process process;

	private final LineReader answers;

	private final Path folder;

	private ActionProcess(Process process, Path folder) {
		this.process = process;
		this.answers = new LineReader(process.getInputStream());
		this.folder = folder;
		// Reading from a process that hangs cannot be interrupted
		CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(this::close);
	}

	/**
	 * Starts a function.
	 * @param folder for its logs
	 * @param redirect what becomes of its descriptor 3, in the language of the shell
	 * @param environment its environment, beside the main class
	 * @param command options of the JVM, entry class and arguments
	 */
	static ActionProcess start(Path folder, String redirect, Map<String, String> environment, String... command)
			throws IOException {
		List<String> all = new ArrayList<>(
				List.of("/bin/sh", "-c", "out=$1 err=$2; shift 2; exec \"$@\" " + redirect + " >\"$out\" 2>\"$err\"",
						"sh", folder.resolve("out").toString(), folder.resolve("err").toString(),
						Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path")));
		all.addAll(List.of(command));
		ProcessBuilder builder = new ProcessBuilder(all);
		builder.environment().put(FunctionEnvironment.MAIN_CLASS, ActionApplication.class.getName());
		builder.environment().putAll(environment);
		return new ActionProcess(builder.start(), folder);
	}

	void write(String line) throws IOException {
		this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
	}

	void endInput() throws IOException {
		this.process.getOutputStream().close();
	}

	byte @Nullable [] read() throws IOException {
		return this.answers.readLine();
	}

	int status() throws InterruptedException {
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).as("process ended").isTrue();
		return this.process.exitValue();
	}

	String out() {
		return log("out");
	}

	String err() {
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
		this.process.destroyForcibly();
	}

}
