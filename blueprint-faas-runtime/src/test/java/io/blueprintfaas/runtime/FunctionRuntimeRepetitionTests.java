package io.blueprintfaas.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that are delivered more than once.
 */
class FunctionRuntimeRepetitionTests {

	private final Jobs jobs = new Jobs();

	private final FunctionRuntime runtime = TestHandlers.runtime(this.jobs);

	@Test
	void runsOnceWhenDeliveredTwice() {
		WireRequest request = Calls.call(1, "[]");
		assertThat(Calls.result(this.runtime.handle(request))).isEqualTo("1");
		assertThat(Calls.result(this.runtime.handle(request))).isEqualTo("1");
		assertThat(this.jobs.runs).hasValue(1);
	}

	@Test
	void runsEachCallOfItsOwn() {
		this.runtime.handle(Calls.call(1, "[]"));
		this.runtime.handle(Calls.call(1, "[]"));
		assertThat(this.jobs.runs).hasValue(2);
	}

	@Test
	void runsOtherArgumentsUnderTheSameIdentity() {
		WireRequest first = Calls.call(4, "[1]");
		WireRequest second = new WireRequest(first.version(), 4, "[2]".getBytes(), first.invocationId(), null,
				first.headers(), null, false);
		assertThat(Calls.result(this.runtime.handle(first))).isEqualTo("1");
		assertThat(Calls.result(this.runtime.handle(second))).isEqualTo("2");
	}

	@Test
	void runsOnceWhenDeliveredManyTimesAtOnce() {
		WireRequest request = Calls.call(2, "[]");
		List<CompletableFuture<WireResponse>> answers = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> this.runtime.handle(request),
					(task) -> new Thread(task).start()))
			.toList();
		this.jobs.gate.countDown();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS)
			.satisfies((response) -> assertThat(Calls.result(response)).isEqualTo("1")));
		assertThat(this.jobs.runs).hasValue(1);
	}

	@Test
	void deliveryWaitsNoLongerThanItsDeadline() throws InterruptedException {
		WireRequest request = Calls.call(2, "[]");
		CompletableFuture<WireResponse> first = CompletableFuture.supplyAsync(() -> this.runtime.handle(request),
				(task) -> new Thread(task).start());
		assertThat(this.jobs.begun.await(10, TimeUnit.SECONDS)).isTrue();
		WireRequest hasty = new WireRequest(request.version(), 2, request.args(), request.invocationId(), 50L,
				request.headers(), null, false);
		assertThat(this.runtime.handle(hasty).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		this.jobs.gate.countDown();
		assertThat(first).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(Calls.result(this.runtime.handle(hasty))).isEqualTo("1");
		assertThat(this.jobs.runs).hasValue(1);
	}

	@Test
	void runsAgainWhenTheFirstFailed() {
		WireRequest request = Calls.call(3, "[]");
		assertThat(this.runtime.handle(request).success()).isFalse();
		assertThat(this.runtime.handle(request).success()).isFalse();
		assertThat(this.jobs.runs).hasValue(2);
	}

	@Test
	void keepsOnlySoManyAnswers() {
		RecentAnswers answers = new RecentAnswers(2, 10);
		List<WireRequest> requests = IntStream.range(0, 3).mapToObj((i) -> Calls.call(1, "[]")).toList();
		AtomicInteger runs = new AtomicInteger();
		requests.forEach((request) -> answers.once(request, null, () -> answer(runs, 1)));
		answers.once(requests.get(2), null, () -> answer(runs, 1));
		answers.once(requests.get(1), null, () -> answer(runs, 1));
		assertThat(runs).hasValue(3);
		answers.once(requests.get(0), null, () -> answer(runs, 1));
		assertThat(runs).hasValue(4);
	}

	@Test
	void keepsOnlySoManyBytes() {
		RecentAnswers answers = new RecentAnswers(100, 10);
		AtomicInteger runs = new AtomicInteger();
		WireRequest small = Calls.call(1, "[]");
		WireRequest large = Calls.call(1, "[]");
		WireRequest tooLarge = Calls.call(1, "[]");
		answers.once(small, null, () -> answer(runs, 4));
		answers.once(tooLarge, null, () -> answer(runs, 11));
		answers.once(small, null, () -> answer(runs, 4));
		assertThat(runs).hasValue(2);
		answers.once(tooLarge, null, () -> answer(runs, 11));
		assertThat(runs).hasValue(3);
		answers.once(large, null, () -> answer(runs, 8));
		answers.once(small, null, () -> answer(runs, 4));
		assertThat(runs).hasValue(5);
	}

	private static CallOutcome answer(AtomicInteger runs, int size) {
		runs.incrementAndGet();
		return CallOutcome.of(WireResponse.success(1, new byte[size], FaasMetrics.NONE));
	}

	static class Jobs {

		final AtomicInteger runs = new AtomicInteger();

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch gate = new CountDownLatch(1);

		@FaasJob(id = 1)
		int count() {
			return this.runs.incrementAndGet();
		}

		@FaasJob(id = 2)
		int slow() throws InterruptedException {
			this.begun.countDown();
			this.gate.await(30, TimeUnit.SECONDS);
			return this.runs.incrementAndGet();
		}

		@FaasJob(id = 3)
		int failing() {
			this.runs.incrementAndGet();
			throw new IllegalStateException("no");
		}

		@FaasJob(id = 4)
		int same(int value) {
			return value;
		}

	}

}
