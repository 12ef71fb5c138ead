package io.blueprintfaas.runtime.pipe;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Standard input and output of this process, taken away from everybody else in it:
 * {@code System.out} becomes {@code System.err}, and {@code System.in} is at its end.
 * <p>
 * Where the operating system lets a process open its own output anew (Linux, if that is a
 * pipe or a file), descriptor 1 itself leads nowhere from then on. So neither native
 * code, nor messages of the JVM, nor child processes that inherit it reach the answers,
 * and Java code that opens {@link FileDescriptor#out} fails with an {@link IOException}.
 * Elsewhere these cannot be guarded against from within the process.
 */
final class ProcessPipe implements Closeable {

	private static final String OWN_OUTPUT = "/proc/self/fd/1";

	private final InputStream in;

	private final LineReader lines;

	private final OutputStream out;

	private ProcessPipe(InputStream in, OutputStream out) {
		this.in = in;
		this.lines = new LineReader(in);
		this.out = out;
	}

	/**
	 * Takes input and output. To be called before anything else runs in the process.
	 * @return the pipe
	 */
	static ProcessPipe take() {
		InputStream in = new FileInputStream(FileDescriptor.in);
		System.setIn(InputStream.nullInputStream());
		System.out.flush();
		System.setOut(System.err);
		return new ProcessPipe(in, takeOutput());
	}

	private static OutputStream takeOutput() {
		FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
		try {
			// Appending: a file is neither cut nor written over
			FileOutputStream own = new FileOutputStream(OWN_OUTPUT, true);
			standard.close();
			return own;
		}
		catch (IOException ex) {
			return standard;
		}
	}

	/**
	 * Everything up to the end of the input.
	 * @return the bytes
	 * @throws IOException if reading fails
	 */
	byte[] readAll() throws IOException {
		return this.in.readAllBytes();
	}

	/**
	 * The next line of the input.
	 * @return the line, or {@code null} at the end
	 * @throws IOException if reading fails
	 */
	byte @Nullable [] readLine() throws IOException {
		return this.lines.readLine();
	}

	/**
	 * Writes an answer and a line end, at once.
	 * @param answer JSON on one line
	 * @throws IOException if writing fails, for one because nobody reads any more
	 */
	void write(byte[] answer) throws IOException {
		byte[] line = Arrays.copyOf(answer, answer.length + 1);
		line[answer.length] = '\n';
		this.out.write(line);
		this.out.flush();
	}

	/**
	 * Ends the output, so that its reader need not wait for the end of the process.
	 */
	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
