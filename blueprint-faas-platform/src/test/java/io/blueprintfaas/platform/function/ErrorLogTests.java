package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log of a function: its end, and how it is kept small.
 */
class ErrorLogTests {

	@TempDir
	private Path folder;

	private Path file;

	private ErrorLog log;

	@BeforeEach
	void make() {
		this.file = this.folder.resolve("stderr.log");
		this.log = new ErrorLog(this.file, 100);
	}

	private void append(String text) throws IOException {
		Files.writeString(this.file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Test
	void isEmptyWithoutAFile() {
		assertThat(this.log.begin()).isZero();
		assertThat(this.log.since(0)).isEmpty();
		assertThat(this.log.lastLines(10)).isEmpty();
	}

	@Test
	void keepsAFileThatIsNotTooLarge() throws Exception {
		append("x".repeat(100));
		assertThat(this.log.begin()).isEqualTo(100);
		assertThat(this.folder.resolve("stderr.log.1")).doesNotExist();
	}

	@Test
	void keepsWhatWasThereInASecondFile() throws Exception {
		append("old\n");
		append("x".repeat(100));
		assertThat(this.log.begin()).isZero();
		assertThat(this.folder.resolve("stderr.log.1")).hasContent("old\n" + "x".repeat(100));
		append("new\n");
		assertThat(this.log.lastLines(10)).isEqualTo("new\n");
		append("y".repeat(100));
		assertThat(this.log.begin()).isZero();
		assertThat(this.folder.resolve("stderr.log.1")).hasContent("new\n" + "y".repeat(100));
		assertThat(this.folder.toFile().list()).hasSize(2);
	}

	@Test
	void losesNothingWhenManyBeginAtOnce() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 50; round++) {
				String text = (round + "!").repeat(60);
				append(text);
				CyclicBarrier together = new CyclicBarrier(8);
				Callable<Long> begin = () -> {
					together.await();
					return new ErrorLog(this.file, 100).begin();
				};
				List<Future<Long>> positions = threads.invokeAll(IntStream.range(0, 8).mapToObj((i) -> begin).toList());
				for (Future<Long> position : positions) {
					assertThat(position.get()).isZero();
				}
				assertThat(this.folder.resolve("stderr.log.1")).hasContent(text);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void tellsWhatWasWrittenSince() throws Exception {
		append("before\n");
		long position = this.log.begin();
		append(" after\n");
		assertThat(this.log.since(position)).isEqualTo("after");
		append("z".repeat(5000));
		assertThat(this.log.since(position)).isEqualTo("z".repeat(2048));
	}

	@Test
	void tellsAllThatIsThereIfTheLogWasStartedAnewMeanwhile() throws Exception {
		append("x".repeat(80));
		long position = this.log.begin();
		append("x".repeat(80));
		this.log.begin();
		append("after");
		assertThat(this.log.since(position)).isEqualTo("after");
	}

	@Test
	void tellsTheLastLines() throws Exception {
		append("one\ntwo\nthree");
		assertThat(this.log.lastLines(2)).isEqualTo("two\nthree");
		assertThat(this.log.lastLines(5)).isEqualTo("one\ntwo\nthree");
	}

}
