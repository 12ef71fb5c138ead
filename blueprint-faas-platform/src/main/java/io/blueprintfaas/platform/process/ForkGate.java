package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps the writing of executable files apart from the starting of processes. A process
 * that is just being started still holds every open file for a moment; if that is an
 * executable opened for writing, running it fails with "text file busy".
 */
public final class ForkGate {

	private static final ReadWriteLock lock = new ReentrantReadWriteLock();

	private ForkGate() {
	}

	static Process start(ProcessBuilder builder) throws IOException {
		lock.readLock().lock();
		try {
			return builder.start();
		}
		finally {
			lock.readLock().unlock();
		}
	}

	/**
	 * Writes an executable file while nothing is started.
	 * @param writing opens, writes and closes the file
	 * @throws IOException if writing fails
	 */
	public static void writeExecutable(Writing writing) throws IOException {
		lock.writeLock().lock();
		try {
			writing.write();
		}
		finally {
			lock.writeLock().unlock();
		}
	}

	/**
	 * Something that writes a file.
	 */
	@FunctionalInterface
	public interface Writing {

		/**
		 * Opens, writes and closes the file.
		 * @throws IOException if that fails
		 */
		void write() throws IOException;

	}

}
