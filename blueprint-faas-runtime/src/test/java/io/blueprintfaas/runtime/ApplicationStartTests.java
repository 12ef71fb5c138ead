package io.blueprintfaas.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApplicationStartTests {

	private static final FunctionRuntime runtime = new FunctionRuntime(List.of());

	private static CompletableFuture<FunctionRuntime> published = new CompletableFuture<>();

	private static CountDownLatch hold = new CountDownLatch(1);

	private static @Nullable String seen;

	@BeforeEach
	void renew() {
		published = new CompletableFuture<>();
		hold = new CountDownLatch(1);
	}

	@AfterEach
	void clear() {
		hold.countDown();
		System.clearProperty(FunctionEnvironment.ENABLED_PROPERTY);
	}

	@Test
	void runsMainInFunctionModeAndReturnsWhatItPublishes() {
		assertThat(start(Publishing.class, "a", "b")).isSameAs(runtime);
		assertThat(seen).isEqualTo("main true a,b");
	}

	@Test
	void returnsWhileMainGoesOn() {
		assertThat(start(Staying.class)).isSameAs(runtime);
	}

	@Test
	void tellsWhatMainThrew() {
		assertThatExceptionOfType(FunctionStartException.class).isThrownBy(() -> start(Throwing.class))
			.withMessage("Main class '%s' threw java.io.IOException: no disk", Throwing.class.getName())
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void tellsWhenMainPublishesNothing() {
		assertThatExceptionOfType(FunctionStartException.class).isThrownBy(() -> start(Returning.class))
			.withMessageContaining("did not start a Spring application with the Blueprint FaaS starter");
	}

	@Test
	void tellsWhatMainDoesWhenItTakesTooLong() {
		ApplicationStart start = new ApplicationStart(Hanging.class.getName(), new String[0], published);
		start.begin();
		assertThatExceptionOfType(FunctionStartException.class).isThrownBy(() -> start.await(Duration.ofMillis(200)))
			.withMessageContaining("has not started a function after 200 ms")
			.satisfies((ex) -> assertThat(ex.getCause().getStackTrace())
				.anySatisfy((frame) -> assertThat(frame.getClassName()).isEqualTo(Hanging.class.getName())));
	}

	@Test
	void tellsWhenThereIsNoSuchClassOrMain() {
		assertThatExceptionOfType(FunctionStartException.class).isThrownBy(() -> start(NoMain.class))
			.withMessageContaining("'public static void main(String[])'");
		renew();
		ApplicationStart absent = new ApplicationStart("com.example.Absent", new String[0], published);
		absent.begin();
		assertThatExceptionOfType(FunctionStartException.class).isThrownBy(() -> absent.await(Duration.ofSeconds(10)))
			.withMessageStartingWith("Main class 'com.example.Absent' cannot be started");
	}

	private FunctionRuntime start(Class<?> mainClass, String... arguments) {
		ApplicationStart start = new ApplicationStart(mainClass.getName(), arguments, published);
		start.begin();
		return start.await(Duration.ofSeconds(10));
	}

	public static final class Publishing {

		private Publishing() {
		}

		public static void main(String[] arguments) {
			seen = Thread.currentThread().getName() + " " + System.getProperty(FunctionEnvironment.ENABLED_PROPERTY)
					+ " " + String.join(",", arguments);
			published.complete(runtime);
		}

	}

	public static final class Staying {

		private Staying() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			published.complete(runtime);
			hold.await();
		}

	}

	public static final class Hanging {

		private Hanging() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			hold.await();
		}

	}

	public static final class Throwing {

		private Throwing() {
		}

		public static void main(String[] arguments) throws IOException {
			throw new IOException("no disk");
		}

	}

	public static final class Returning {

		private Returning() {
		}

		public static void main(String[] arguments) {
			seen = "returned";
		}

	}

	public static final class NoMain {

		public void main(String[] arguments) {
			seen = "not static";
		}

	}

}
