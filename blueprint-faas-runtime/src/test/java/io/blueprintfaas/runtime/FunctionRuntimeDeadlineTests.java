package io.blueprintfaas.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class FunctionRuntimeDeadlineTests {

	private final Jobs jobs = new Jobs();

	private final FunctionRuntime runtime = TestHandlers.runtime(this.jobs);

	@AfterEach
	void endBusyHandlers() {
		this.jobs.busy.set(false);
	}

	@Test
	void interruptsHandlerAtTheDeadline() throws Exception {
		WireResponse response = call(1, 100);
		assertThat(response.errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(response.error()).isEqualTo("The deadline of job 'waiting' (1), 100 ms after it was called, passed "
				+ "before the handler returned; it was interrupted");
		assertThat(response.metrics().execution()).isNull();
		assertThat(this.jobs.ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void answersAtOnceWhenTheHandlerIgnoresInterrupts() {
		long begun = System.nanoTime();
		assertThat(call(2, 100).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(100),
				Duration.ofSeconds(5));
		assertThat(this.jobs.ended.getCount()).isEqualTo(1);
	}

	@Test
	void answersOtherCallsWhileAHandlerIgnoresItsDeadline() {
		call(2, 50);
		assertThat(Calls.result(call(6, 10_000))).isEqualTo("\"quick\"");
	}

	@Test
	void cancelsMonoAtTheDeadline() throws Exception {
		assertThat(call(3, 100).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(this.jobs.ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void cancelsFluxAtTheDeadline() throws Exception {
		assertThat(call(4, 100).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(this.jobs.ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void cancelsFutureAtTheDeadline() {
		assertThat(call(5, 100).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		Awaitility.await().untilAsserted(() -> assertThat(this.jobs.future).isCancelled());
	}

	@Test
	void doesNotRunHandlerWhenTheDeadlineHasPassed() {
		WireResponse response = call(6, 0);
		assertThat(response.errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(response.error()).endsWith("passed before the handler was started");
		assertThat(call(6, Long.MIN_VALUE).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(this.jobs.quick).hasValue(0);
	}

	@Test
	void runsHandlerWhenTheDeadlineIsFarAway() {
		assertThat(Calls.result(call(6, Long.MAX_VALUE))).isEqualTo("\"quick\"");
	}

	@Test
	void refusesFurtherCallsWhenTooManyHandlersIgnoreTheirDeadline() {
		FunctionHandler handler = TestHandlers.of(this.jobs)
			.stream()
			.filter((candidate) -> candidate.key().id() == 2)
			.findFirst()
			.orElseThrow();
		try (JobWorkers one = new JobWorkers(handler.key(), 1, null)) {
			JobCall call = new JobCall(handler, Calls.call(2, "[]"), new InstanceMetrics(), false,
					FunctionCallInterceptor.NONE);
			one.run(call, Deadline.of(System.nanoTime(), 50L, null));
			WireResponse refused = one.run(call, Deadline.of(System.nanoTime(), 50L, null)).response();
			assertThat(refused.errorType()).isEqualTo(WireResponse.UNAVAILABLE);
			assertThat(refused.error()).startsWith("1 calls of job 'stubborn' (2) are running");
		}
	}

	@Test
	void interruptsHandlerWhenTheCallerIsInterrupted() throws Exception {
		CompletableFuture<WireResponse> answer = new CompletableFuture<>();
		AtomicBoolean stillInterrupted = new AtomicBoolean();
		Thread caller = new Thread(() -> {
			WireResponse response = this.runtime.handle(Calls.call(1, "[]"));
			stillInterrupted.set(Thread.currentThread().isInterrupted());
			answer.complete(response);
		});
		caller.start();
		assertThat(this.jobs.begun.await(10, TimeUnit.SECONDS)).isTrue();
		caller.interrupt();
		assertThat(answer.get(10, TimeUnit.SECONDS).errorType()).isEqualTo("java.lang.InterruptedException");
		assertThat(stillInterrupted).isTrue();
		assertThat(this.jobs.ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private WireResponse call(long job, long deadline) {
		return this.runtime.handle(Calls.withDeadline(job, "[]", deadline));
	}

	static final class Jobs {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private final CountDownLatch never = new CountDownLatch(1);

		private final AtomicBoolean busy = new AtomicBoolean(true);

		private final AtomicInteger quick = new AtomicInteger();

		private final CompletableFuture<String> future = new CompletableFuture<>();

		@FaasJob(id = 1)
		String waiting() throws InterruptedException {
			this.begun.countDown();
			try {
				this.never.await();
				return "never";
			}
			finally {
				this.ended.countDown();
			}
		}

		@FaasJob(id = 2)
		String stubborn() {
			while (this.busy.get()) {
				Thread.onSpinWait();
			}
			this.ended.countDown();
			return "late";
		}

		@FaasJob(id = 3)
		Mono<String> mono() {
			return Mono.<String>never().doOnCancel(this.ended::countDown);
		}

		@FaasJob(id = 4)
		Flux<Long> flux() {
			return Flux.interval(Duration.ofMillis(5)).doOnCancel(this.ended::countDown);
		}

		@FaasJob(id = 5)
		CompletableFuture<String> stage() {
			return this.future;
		}

		@FaasJob(id = 6)
		String quick() {
			this.quick.incrementAndGet();
			return "quick";
		}

	}

}
