package io.blueprintfaas.runtime.openwhisk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * File descriptor 3 of this process, to which ActionLoop has answers written. Java itself
 * has a way to 0, 1 and 2 only.
 */
final class AnswerDescriptor {

	private static final Path PATH = Path.of("/dev/fd/3");

	private AnswerDescriptor() {
	}

	/**
	 * Opens it.
	 * @return takes the answers
	 * @throws IOException if there is no pipe, which is so if no ActionLoop started this
	 */
	static OutputStream open() throws IOException {
		// A file would be one of the JVM's own, and opening it would be the end of it
		if (!Files.exists(PATH) || !Files.readAttributes(PATH, BasicFileAttributes.class).isOther()) {
			throw new IOException("File descriptor 3 is not open, or no pipe: this is the entry point of a function on "
					+ "OpenWhisk's ActionLoop, which reads the answers there");
		}
		return new FileOutputStream(PATH.toFile());
	}

}
