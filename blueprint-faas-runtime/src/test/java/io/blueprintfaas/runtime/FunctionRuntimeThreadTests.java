package io.blueprintfaas.runtime;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class FunctionRuntimeThreadTests {

	private static final int CALLS = 200;

	private final Jobs jobs = new Jobs();

	private final FunctionRuntime runtime = TestHandlers.runtime(this.jobs);

	private final ExecutorService callers = Executors.newCachedThreadPool();

	@AfterEach
	void endCallers() {
		this.callers.shutdownNow();
	}

	@Test
	void runs200CallsAtTheSameTime() throws Exception {
		List<Future<WireResponse>> answers = IntStream.range(0, CALLS)
			.mapToObj(
					(i) -> this.callers.submit(() -> this.runtime.handle(Calls.withDeadline(1, "[" + i + "]", 20_000))))
			.toList();
		for (int i = 0; i < CALLS; i++) {
			assertThat(Calls.result(answers.get(i).get(20, TimeUnit.SECONDS))).isEqualTo(String.valueOf(i));
		}
	}

	@Test
	void keepsFewThreadsForManyCalls() {
		Set<String> threads = new HashSet<>();
		for (int i = 0; i < CALLS; i++) {
			threads.add(Calls.result(this.runtime.handle(Calls.call(2, "[]"))));
		}
		assertThat(threads).hasSizeLessThan(10).allMatch((name) -> name.matches("\"faas-job-thread-\\d+ daemon\""));
	}

	@Test
	void beginsEachCallWithTheApplicationsThread() {
		Set<String> dirty = new HashSet<>();
		boolean reused = false;
		for (int i = 0; i < CALLS; i++) {
			String[] found = Calls.result(this.runtime.handle(Calls.call(3, "[]"))).replace("\"", "").split(" ");
			assertThat(found).endsWith("false", "true");
			reused |= !dirty.add(found[0]);
		}
		assertThat(reused).isTrue();
	}

	@Test
	void refusesCallsWhenClosed() {
		this.runtime.close();
		this.runtime.close();
		WireResponse response = this.runtime.handle(Calls.call(2, "[]"));
		assertThat(response.errorType()).isEqualTo(WireResponse.UNAVAILABLE);
		assertThat(response.error())
			.isEqualTo("The function is shutting down and takes no call of job 'thread' (2) any more");
	}

	@Test
	void waitsForRunningCallWhenClosed() throws Exception {
		Future<WireResponse> answer = this.callers.submit(() -> this.runtime.handle(Calls.call(4, "[]")));
		assertThat(this.jobs.begun.await(10, TimeUnit.SECONDS)).isTrue();
		Future<?> closed = this.callers.submit(this.runtime::close);
		while (Calls.result(this.runtime.handle(Calls.call(2, "[]"))).startsWith("\"")) {
			Thread.onSpinWait();
		}
		this.jobs.release.countDown();
		assertThat(Calls.result(answer.get(10, TimeUnit.SECONDS))).isEqualTo("\"released\"");
		closed.get(10, TimeUnit.SECONDS);
	}

	@Test
	void interruptsCallThatDoesNotReturnWhenClosed() throws Exception {
		Future<WireResponse> answer = this.callers.submit(() -> this.runtime.handle(Calls.call(4, "[]")));
		assertThat(this.jobs.begun.await(10, TimeUnit.SECONDS)).isTrue();
		this.runtime.close();
		assertThat(answer.get(10, TimeUnit.SECONDS).errorType()).isEqualTo("java.lang.InterruptedException");
	}

	static final class Jobs {

		private final CountDownLatch together = new CountDownLatch(CALLS);

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final ClassLoader applications = Thread.currentThread().getContextClassLoader();

		@FaasJob(id = 1)
		int together(int number) throws InterruptedException {
			this.together.countDown();
			this.together.await();
			return number;
		}

		@FaasJob(id = 2)
		String thread() {
			Thread thread = Thread.currentThread();
			return thread.getName() + (thread.isDaemon() ? " daemon" : "");
		}

		@FaasJob(id = 3)
		String dirty() {
			Thread thread = Thread.currentThread();
			boolean clean = thread.getContextClassLoader() == this.applications;
			String found = thread.getName() + " " + thread.isInterrupted() + " " + clean;
			thread.setContextClassLoader(new URLClassLoader(new URL[0]));
			thread.interrupt();
			return found;
		}

		@FaasJob(id = 4)
		String held() throws InterruptedException {
			this.begun.countDown();
			this.release.await();
			return "released";
		}

	}

}
