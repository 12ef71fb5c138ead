package io.blueprintfaas.runtime.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineReaderTests {

	@Test
	void readsLines() throws IOException {
		assertThat(lines("one\ntwo\n\nthree\n")).containsExactly("one", "two", "", "three");
	}

	@Test
	void readsLastLineWithoutEnd() throws IOException {
		assertThat(lines("one\ntwo")).containsExactly("one", "two");
	}

	@Test
	void readsNothingAtTheEnd() throws IOException {
		LineReader reader = new LineReader(new ByteArrayInputStream(new byte[0]));
		assertThat(reader.readLine()).isNull();
		assertThat(reader.readLine()).isNull();
	}

	@Test
	void readsLinesOfEveryLengthAroundTheBuffer() throws IOException {
		List<String> expected = new ArrayList<>();
		for (int length : new int[] { 0, 1, 65534, 65535, 65536, 65537, 131071, 131072, 131073, 500_000, 3 }) {
			expected.add("x".repeat(length));
		}
		assertThat(lines(String.join("\n", expected) + "\n")).isEqualTo(expected);
	}

	@Test
	void readsLinesHoweverTheyArrive() throws IOException {
		List<String> expected = List.of("a".repeat(70_000), "", "b", "c".repeat(200_000), "d");
		byte[] bytes = String.join("\n", expected).getBytes(StandardCharsets.UTF_8);
		assertThat(lines(new Dribble(bytes))).isEqualTo(expected);
	}

	private static List<String> lines(String text) throws IOException {
		return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static List<String> lines(InputStream in) throws IOException {
		LineReader reader = new LineReader(in);
		List<String> lines = new ArrayList<>();
		for (byte[] line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(new String(line, StandardCharsets.UTF_8));
		}
		return lines;
	}

	/**
	 * Hands over its bytes in pieces of any length, as a pipe does.
	 */
	private static final class Dribble extends ByteArrayInputStream {

		private final Random random = new Random(4711);

		Dribble(byte[] bytes) {
			super(bytes);
		}

		@Override
		public synchronized int read(byte[] buffer, int offset, int length) {
			return super.read(buffer, offset, Math.min(length, 1 + this.random.nextInt(5_000)));
		}

	}

}
