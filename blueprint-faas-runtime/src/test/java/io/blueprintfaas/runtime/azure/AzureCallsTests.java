package io.blueprintfaas.runtime.azure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.FunctionStartException;
import io.blueprintfaas.runtime.TestHandlers;
import io.blueprintfaas.runtime.azure.AzureCalls.Answer;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

class AzureCallsTests {

	private final AtomicInteger ended = new AtomicInteger();

	private final FunctionRuntime runtime = TestHandlers.runtime(new Jobs());

	@Test
	void answersWithTheResult() {
		Answer answer = calls((timeout) -> this.runtime).answer(request(1, "[12]", null, false), System.nanoTime());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(response(answer).result()).asString().isEqualTo("144");
		assertThat(response(answer).metrics().instance()).isEqualTo("instance");
	}

	@Test
	void answersWithAnErrorIfTheHandlerThrew() {
		Answer answer = calls((timeout) -> this.runtime).answer(request(2, "[]", null, false), System.nanoTime());
		assertThat(answer.status()).isEqualTo(500);
		assertThat(response(answer).errorType()).isEqualTo("java.io.FileNotFoundException");
		assertThat(this.ended).hasValue(0);
	}

	@Test
	void refusalIsNoErrorUnlessNobodyReadsTheAnswer() {
		AzureCalls calls = calls((timeout) -> this.runtime);
		Answer answer = calls.answer(request(7, "[]", null, false), System.nanoTime());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(response(answer).errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(calls.answer(request(7, "[]", null, true), System.nanoTime()).status()).isEqualTo(500);
	}

	@Test
	void whatIsNoRequestIsTheSendersFault() {
		Answer answer = calls((timeout) -> this.runtime).answer("{}".getBytes(StandardCharsets.UTF_8),
				System.nanoTime());
		assertThat(answer.status()).isEqualTo(400);
		assertThat(response(answer).error()).startsWith("The request cannot be read: ");
	}

	@Test
	void timeForTheStartCountsTowardsTheDeadline() {
		long begun = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);
		Answer late = calls((timeout) -> this.runtime).answer(request(1, "[12]", 9000L, false), begun);
		assertThat(response(late).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(response(late).error()).contains("9000 ms after it was called");
	}

	@Test
	void answersBeforeAzureGivesUp() {
		long begun = System.nanoTime() - TimeUnit.SECONDS.toNanos(229);
		Answer late = calls((timeout) -> this.runtime).answer(request(3, "[]", null, false), begun);
		assertThat(response(late).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(response(late).error()).contains("229500 ms after it was called");
	}

	@Test
	void callsWaitForTheStart() throws Exception {
		CountDownLatch ready = new CountDownLatch(1);
		AzureCalls calls = calls((timeout) -> {
			await(ready);
			return this.runtime;
		});
		CompletableFuture<Answer> first = CompletableFuture
			.supplyAsync(() -> calls.answer(request(1, "[2]", null, false), System.nanoTime()));
		CompletableFuture<Answer> second = CompletableFuture
			.supplyAsync(() -> calls.answer(request(1, "[3]", null, false), System.nanoTime()));
		ready.countDown();
		assertThat(response(first.get(10, TimeUnit.SECONDS)).result()).asString().isEqualTo("4");
		assertThat(response(second.get(10, TimeUnit.SECONDS)).result()).asString().isEqualTo("9");
	}

	@Test
	void startThatFailsIsTheAnswerToAllAndEndsTheProcessOnce() {
		AzureCalls calls = calls((timeout) -> {
			throw new FunctionStartException("It is broken", new IllegalStateException("a bean"));
		});
		calls.start();
		for (int time = 1; time <= 2; time++) {
			Answer answer = calls.answer(request(1, "[2]", null, false), System.nanoTime());
			assertThat(answer.status()).isEqualTo(500);
			assertThat(response(answer).error()).startsWith("It is broken");
		}
		assertThat(this.ended).hasValue(1);
	}

	@Test
	void startThatTakesLongerThanACallMayStillSucceed() {
		AtomicInteger asked = new AtomicInteger();
		AzureCalls calls = calls((timeout) -> {
			assertThat(timeout).isBetween(Duration.ofSeconds(219), Duration.ofSeconds(220));
			if (asked.incrementAndGet() == 1) {
				throw new FunctionStartException("It is slow", new TimeoutException());
			}
			return this.runtime;
		});
		byte[] request = request(1, "[2]", null, false);
		long begun = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);
		assertThat(response(calls.answer(request, begun)).error()).startsWith("It is slow");
		assertThat(response(calls.answer(request, begun)).result()).asString().isEqualTo("4");
		assertThat(this.ended).hasValue(0);
	}

	@Test
	void instanceIsNamedAfterWhatAzureCallsIt() {
		assertThat(AzureInstance.name(Map.of("WEBSITE_INSTANCE_ID", "6f1d0c", "CONTAINER_NAME", "c")))
			.matches("6f1d0c/[0-9a-f]{8}");
		assertThat(AzureInstance.name(Map.of("WEBSITE_INSTANCE_ID", " ", "CONTAINER_NAME", "c")))
			.matches("c/[0-9a-f]{8}");
		assertThat(AzureInstance.name(Map.of())).hasSize(36);
	}

	private AzureCalls calls(Function<Duration, FunctionRuntime> application) {
		return new AzureCalls(application, "instance", this.ended::incrementAndGet);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static WireResponse response(Answer answer) {
		return WireFormat.readResponse(answer.body());
	}

	private static byte[] request(long job, String arguments, @Nullable Long deadline, boolean event) {
		Map<String, String> headers = event ? Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT) : Map.of();
		return WireFormat.writeRequest(new WireRequest(WireVersion.V1_1, job,
				arguments.getBytes(StandardCharsets.UTF_8), null, deadline, headers, null, false));
	}

	static class Jobs {

		@FaasJob(id = 1)
		int square(int number) {
			return number * number;
		}

		@FaasJob(id = 2)
		void fail() throws IOException {
			throw new FileNotFoundException("picture.png");
		}

		@FaasJob(id = 3)
		void endless() throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

}
