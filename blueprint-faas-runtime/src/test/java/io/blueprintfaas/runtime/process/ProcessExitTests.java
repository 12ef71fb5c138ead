package io.blueprintfaas.runtime.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessExitTests {

	@Test
	void endsProcessWhoseShutdownHookHangs() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Hanging.class.getName())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(3);
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("The application has not shut down after 200 ms");
	}

	/**
	 * A process whose shutdown would never end.
	 */
	public static final class Hanging {

		private Hanging() {
		}

		public static void main(String[] arguments) {
			Runtime.getRuntime().addShutdownHook(new Thread(Hanging::hang));
			ProcessExit.with(3, Duration.ofMillis(200));
		}

		private static void hang() {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
