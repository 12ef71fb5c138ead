package io.blueprintfaas;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import io.blueprintfaas.platform.EmbeddedPlatform;
import io.blueprintfaas.platform.PlatformSettings;

/**
 * A platform in a process of its own, which can be killed as real ones are.
 */
public final class PlatformProcess implements AutoCloseable {

	private final Process process;

	private final URI baseUrl;

	private PlatformProcess(Process process, URI baseUrl) {
		this.process = process;
		this.baseUrl = baseUrl;
	}

	static PlatformProcess start(Path directory, int port) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), PlatformProcess.class.getName(), directory.toString(),
				Integer.toString(port))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader output = process.inputReader();
		return new PlatformProcess(process, URI.create(output.readLine()));
	}

	URI baseUrl() {
		return this.baseUrl;
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		this.process.onExit().join();
	}

	/**
	 * Runs the platform until its standard input ends.
	 * @param arguments data directory and port
	 * @throws IOException if standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		PlatformSettings settings = PlatformSettings.DEFAULTS.withDataDirectory(Path.of(arguments[0]))
			.withPort(Integer.parseInt(arguments[1]));
		try (EmbeddedPlatform platform = EmbeddedPlatform.start(settings)) {
			System.out.println(platform.baseUrl());
			while (System.in.read() >= 0) {
				continue;
			}
		}
	}

}
