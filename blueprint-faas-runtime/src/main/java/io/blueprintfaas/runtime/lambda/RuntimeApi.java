package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;

import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API, by the JDK's own client that is ready soonest. It keeps its
 * connections open, and asks for no proxy.
 */
final class RuntimeApi {

	private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

	private final String base;

	/**
	 * A client.
	 * @param address host and port
	 */
	RuntimeApi(String address) {
		this.base = "http://" + address + "/2018-06-01/runtime/";
	}

	/**
	 * Waits for the next invocation, for as long as it takes: Lambda freezes the process
	 * meanwhile.
	 * @return the invocation
	 * @throws IOException if Lambda cannot be reached, or answers otherwise than expected
	 */
	Invocation next() throws IOException {
		HttpURLConnection connection = open("invocation/next");
		byte[] event = exchange(connection, HttpURLConnection.HTTP_OK);
		return new Invocation(required(connection, "Lambda-Runtime-Aws-Request-Id"),
				Long.parseLong(required(connection, "Lambda-Runtime-Deadline-Ms")),
				connection.getHeaderField("Lambda-Runtime-Trace-Id"), event);
	}

	void response(String id, byte[] answer) throws IOException {
		post("invocation/%s/response".formatted(id), answer, null);
	}

	void error(String id, LambdaError error) throws IOException {
		post("invocation/%s/error".formatted(id), error.json(), "Runtime.UserException");
	}

	void initError(LambdaError error) throws IOException {
		post("init/error", error.json(), "Runtime.BadFunctionCode");
	}

	private void post(String path, byte[] body, @Nullable String errorType) throws IOException {
		HttpURLConnection connection = open(path);
		connection.setRequestMethod("POST");
		connection.setRequestProperty("Content-Type", "application/json");
		if (errorType != null) {
			connection.setRequestProperty(ERROR_TYPE, errorType);
		}
		// Not streamed: the client would wait a millisecond on each used connection
		connection.setDoOutput(true);
		try (OutputStream output = connection.getOutputStream()) {
			output.write(body);
		}
		exchange(connection, HttpURLConnection.HTTP_ACCEPTED);
	}

	private HttpURLConnection open(String path) throws IOException {
		URL url = URI.create(this.base + path).toURL();
		HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
		connection.setInstanceFollowRedirects(false);
		connection.setUseCaches(false);
		return connection;
	}

	// Reads everything, or the connection cannot be used again
	private static byte[] exchange(HttpURLConnection connection, int expected) throws IOException {
		int status = connection.getResponseCode();
		try (InputStream input = (status < 400) ? connection.getInputStream() : connection.getErrorStream()) {
			byte[] body = (input != null) ? input.readAllBytes() : new byte[0];
			if (status != expected) {
				throw new RuntimeApiException(connection.getURL().getPath(), status);
			}
			return body;
		}
	}

	private static String required(HttpURLConnection connection, String header) throws IOException {
		String value = connection.getHeaderField(header);
		if (value == null) {
			throw new IOException("Lambda handed over an invocation without the header '%s'".formatted(header));
		}
		return value;
	}

}
