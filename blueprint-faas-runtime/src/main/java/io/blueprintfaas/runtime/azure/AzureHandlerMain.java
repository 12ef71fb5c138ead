package io.blueprintfaas.runtime.azure;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Entry point of a function app on Azure's runtime {@code custom}, which calls such a
 * process a custom handler: takes the requests that the host forwards, on the port in
 * {@value #PORT}, and answers them as soon as the application has started.
 * <p>
 * If the application does not start, requests are answered with the reason, and the
 * process ends with status 1 a little later.
 */
public final class AzureHandlerMain {

	private static final String PORT = "FUNCTIONS_CUSTOMHANDLER_PORT";

	private static final String OLD_PORT = "FUNCTIONS_HTTPWORKER_PORT";

	// Longer than the host keeps a connection, else it would write to one that is closing
	private static final int IDLE_SECONDS = 600;

	private AzureHandlerMain() {
	}

	/**
	 * Runs the function until the process is ended.
	 * @param arguments none
	 * @throws IOException if the port cannot be listened at
	 */
	public static void main(String[] arguments) throws IOException {
		int port = port(System.getenv());
		// Otherwise each small answer on a kept connection waits for 40 ms
		System.setProperty("sun.net.httpserver.nodelay", "true");
		System.setProperty("sun.net.httpserver.idleInterval", String.valueOf(IDLE_SECONDS));
		System.setProperty("sun.net.httpserver.maxIdleConnections", String.valueOf(AzureHandler.MAX_THREADS));
		AzureCalls calls = AzureCalls.ofThisProcess();
		// The host asks whether somebody listens for 30 seconds, in which not every
		// application starts
		AzureHandler handler = new AzureHandler(port, calls);
		System.err.println("Taking requests of the host on port " + handler.port());
		calls.start();
	}

	static int port(Map<String, String> environment) {
		@Nullable String port = environment.getOrDefault(PORT, environment.get(OLD_PORT));
		Assert.state(port != null, "The environment variable " + PORT
				+ " is missing: this is the entry point of a function on Azure, whose host sets it");
		Assert.state(port.matches("[0-9]{1,5}"),
				() -> "The environment variable %s must be a port, but is '%s'".formatted(PORT, port));
		return Integer.parseInt(port);
	}

}
