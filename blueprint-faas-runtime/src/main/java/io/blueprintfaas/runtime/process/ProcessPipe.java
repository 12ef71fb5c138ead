package io.blueprintfaas.runtime.process;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Standard input and output of this process, taken away from everybody else in it:
 * {@code System.out} becomes {@code System.err}, and {@code System.in} is at its end.
 * <p>
 * On Linux, where they are anonymous pipes, the process opens them anew, and descriptors
 * 0 and 1 lead nowhere from then on. So neither native code, nor messages of the JVM, nor
 * child processes that inherit them come between requests or answers, and Java code that
 * uses {@link FileDescriptor#in} or {@link FileDescriptor#out} fails with an
 * {@link IOException}. Elsewhere these cannot be guarded against from within the process.
 */
public final class ProcessPipe implements Closeable {

	private static final Path INPUT = Path.of("/proc/self/fd/0");

	private static final Path OUTPUT = Path.of("/proc/self/fd/1");

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
	public static ProcessPipe take() {
		System.out.flush();
		System.setOut(System.err);
		System.setIn(InputStream.nullInputStream());
		return new ProcessPipe(takeInput(), takeOutput());
	}

	/**
	 * Takes the input alone, and leaves the output to everybody in the process. To be
	 * called before anything else runs in it.
	 * @param answers takes the answers
	 * @return the pipe
	 */
	public static ProcessPipe takeInput(OutputStream answers) {
		System.setIn(InputStream.nullInputStream());
		return new ProcessPipe(takeInput(), answers);
	}

	private static InputStream takeInput() {
		FileInputStream standard = new FileInputStream(FileDescriptor.in);
		try {
			if (isPipe(INPUT)) {
				FileInputStream own = new FileInputStream(INPUT.toFile());
				standard.close();
				return own;
			}
		}
		catch (IOException ex) {
			warn(ex);
		}
		return standard;
	}

	private static OutputStream takeOutput() {
		FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
		try {
			if (isPipe(OUTPUT)) {
				FileOutputStream own = new FileOutputStream(OUTPUT.toFile());
				standard.close();
				return own;
			}
		}
		catch (IOException ex) {
			warn(ex);
		}
		return standard;
	}

	// Not for files, which would be read from their beginning, nor for named pipes, whose
	// opening waits for the other side
	private static boolean isPipe(Path descriptor) throws IOException {
		return Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
	}

	private static void warn(IOException ex) {
		System.err.println("Child processes and native code can disturb this function's input and output, because they "
				+ "could not be opened anew: " + ex);
	}

	/**
	 * Everything up to the end of the input.
	 * @return the bytes
	 * @throws IOException if reading fails
	 */
	public byte[] readAll() throws IOException {
		// A file's own readAllBytes asks for its position, which a pipe does not have
		return new BufferedInputStream(this.in).readAllBytes();
	}

	/**
	 * The next line of the input.
	 * @return the line, or {@code null} at the end
	 * @throws IOException if reading fails
	 */
	public byte @Nullable [] readLine() throws IOException {
		return this.lines.readLine();
	}

	/**
	 * Writes an answer and a line end, at once.
	 * @param answer the JSON, without a line end in it
	 * @throws IOException if writing fails, for one because nobody reads any more
	 */
	public void write(byte[] answer) throws IOException {
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
