package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.io.InputStream;

import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;

/**
 * Entry point of a function in an image of its own, which OpenWhisk calls
 * {@code blackbox}: serves the interface of images on port 8080, or on the port that is
 * the only argument. The application starts when OpenWhisk initialises the container.
 */
public final class ActionServerMain {

	private static final int PORT = 8080;

	private ActionServerMain() {
	}

	/**
	 * Starts the server.
	 * @param arguments the port, or nothing
	 * @throws IOException if it cannot listen
	 */
	public static void main(String[] arguments) throws IOException {
		System.setIn(InputStream.nullInputStream());
		// Otherwise each small answer on a kept connection waits for 40 ms
		System.setProperty("sun.net.httpserver.nodelay", "true");
		ActionServer server = new ActionServer((arguments.length > 0) ? Integer.parseInt(arguments[0]) : PORT,
				() -> FunctionApplication.start(FunctionEnvironment.mainClass()));
		System.err.println("Waiting for OpenWhisk on port " + server.port());
	}

}
