package io.blueprintfaas.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that may do to a connection what no HTTP server would: break it at
 * any point.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket serverSocket;

	private final Behaviour behaviour;

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private RawServer(Behaviour behaviour) throws IOException {
		this.behaviour = behaviour;
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		daemon(this::accept);
	}

	/**
	 * Starts a server.
	 * @param behaviour what it does to each request
	 * @return the server
	 * @throws IOException if there is no free port
	 */
	public static RawServer start(Behaviour behaviour) throws IOException {
		return new RawServer(behaviour);
	}

	/**
	 * Ends a connection so that the other side sees a reset.
	 * @param socket the connection
	 * @throws IOException if that fails
	 */
	public static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	/**
	 * Writes text to a connection.
	 * @param socket the connection
	 * @param text the text
	 * @throws IOException if that fails
	 */
	public static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

	/**
	 * Address of the server.
	 * @return the address, without a path
	 */
	public URI uri() {
		return URI.create("http://localhost:" + this.serverSocket.getLocalPort());
	}

	/**
	 * Number of requests received in full.
	 * @return the number
	 */
	public int requests() {
		return this.requests.get();
	}

	/**
	 * Number of connections accepted.
	 * @return the number
	 */
	public int connections() {
		return this.connections.get();
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
		for (Socket socket : this.open) {
			socket.close();
		}
	}

	private void accept() throws IOException {
		while (!this.serverSocket.isClosed()) {
			Socket socket = this.serverSocket.accept();
			this.open.add(socket);
			this.connections.incrementAndGet();
			daemon(() -> serve(socket));
		}
	}

	private void serve(Socket socket) throws IOException {
		while (!socket.isClosed() && readRequest(socket.getInputStream())) {
			this.behaviour.answer(socket, this.requests.incrementAndGet());
		}
	}

	private static boolean readRequest(InputStream input) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
			int next = input.read();
			if (next == -1) {
				return false;
			}
			head.write(next);
		}
		int length = head.toString(StandardCharsets.US_ASCII)
			.lines()
			.filter((line) -> line.toLowerCase().startsWith("content-length:"))
			.mapToInt((line) -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
			.findFirst()
			.orElse(0);
		return input.readNBytes(length).length == length;
	}

	private static void daemon(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (SocketException ex) {
				// The test has closed the server
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, "raw-server");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What is done to a request that was read.
	 */
	@FunctionalInterface
	public interface Behaviour {

		/**
		 * Answers, or does something else.
		 * @param socket the connection
		 * @param number number of the request over all connections, from 1
		 * @throws IOException if that fails
		 */
		void answer(Socket socket, int number) throws IOException;

	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

	}

}
