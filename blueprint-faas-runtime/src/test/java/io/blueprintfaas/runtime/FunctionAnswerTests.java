package io.blueprintfaas.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionAnswerTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final FunctionRuntime runtime = TestHandlers.runtime(new Jobs());

	@Test
	void resultIsNoFailure() {
		FunctionAnswer answer = answer(request(1, "[3]", false), LONG);
		assertThat(answer.failure()).isNull();
		assertThat(answer.understood()).isTrue();
		assertThat(Calls.result(WireFormat.readResponse(answer.body()))).isEqualTo("9");
	}

	@Test
	void failureIsWhatTheHandlerThrewAndTheBodySaysSoToo() {
		FunctionAnswer answer = answer(request(2, "[]", false), LONG);
		assertThat(answer.failure()).isExactlyInstanceOf(FileNotFoundException.class).hasMessage("picture.png");
		assertThat(WireFormat.readResponse(answer.body()).errorType()).isEqualTo("java.io.FileNotFoundException");
	}

	@Test
	void failureIsWithoutWrappers() {
		assertThat(answer(request(3, "[]", false), LONG).failure()).isExactlyInstanceOf(IOException.class);
	}

	@Test
	void whatIsNotTheHandlersIsNoFailureForACallerWhoWaits() {
		FunctionAnswer answer = answer(request(9, "[]", false), LONG);
		assertThat(answer.failure()).isNull();
		assertThat(WireFormat.readResponse(answer.body()).errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(answer(request(1, "[true]", false), LONG).failure()).isNull();
	}

	@Test
	void everythingIsAFailureOfAnEvent() {
		assertThat(answer(request(9, "[]", true), LONG).failure()).isInstanceOf(FunctionCallException.class)
			.hasMessageStartingWith("blueprint.NoSuchJob: There is no job 9 in this function");
		assertThat(answer(request(1, "[true]", true), LONG).failure()).isInstanceOf(FunctionCallException.class)
			.hasMessageStartingWith("blueprint.Payload: ");
		assertThat(answer(request(2, "[]", true), LONG).failure()).isExactlyInstanceOf(FileNotFoundException.class);
		assertThat(answer(request(1, "[3]", true), LONG).failure()).isNull();
	}

	@Test
	void whatCannotBeReadIsAFailureForItsSenderReadsNoAnswers() {
		FunctionAnswer answer = this.runtime.answer("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8), LONG);
		assertThat(answer.understood()).isFalse();
		assertThat(answer.failure())
			.isInstanceOfSatisfying(FunctionCallException.class,
					(failure) -> assertThat(failure.type()).isEqualTo(WireResponse.PAYLOAD))
			.hasMessageContaining("'job_id'");
	}

	@Test
	void earlierOfBothDeadlinesCounts() {
		WireResponse byPlatform = response(
				answer(new WireRequest(WireVersion.V1_1, 4, args("[]"), null, 60_000L, Map.of(), null, false),
						Duration.ofMillis(50)));
		assertThat(byPlatform.errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(byPlatform.error()).contains("50 ms after it was called");
		WireResponse byCaller = response(
				answer(new WireRequest(WireVersion.V1_1, 4, args("[]"), null, 40L, Map.of(), null, false), LONG));
		assertThat(byCaller.error()).contains("40 ms after it was called");
		assertThat(response(answer(request(4, "[]", false), Duration.ofMillis(30))).error())
			.contains("30 ms after it was called");
	}

	@Test
	void callersDeadlineCountsIfThePlatformsIsNotKnown() {
		WireRequest request = new WireRequest(WireVersion.V1_1, 4, args("[]"), null, 40L, Map.of(), null, false);
		assertThat(response(this.runtime.answer(WireFormat.writeRequest(request), null)).error())
			.contains("40 ms after it was called");
	}

	@Test
	void warmingUpCountsAsTheFirstCall() {
		this.runtime.warmUp();
		assertThat(response(answer(request(1, "[3]", false), LONG)).metrics().coldStart()).isFalse();
	}

	@Test
	void firstCallAfterARestoreIsColdAgainAndTellsHowLongThatTook() {
		this.runtime.warmUp();
		this.runtime.restored(Duration.ofMillis(120));
		this.runtime.instance("another");
		WireResponse first = response(answer(request(1, "[3]", false), LONG));
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isEqualTo(Duration.ofMillis(120));
		assertThat(first.metrics().instance()).isEqualTo("another");
		assertThat(response(answer(request(1, "[3]", false), LONG)).metrics().coldStart()).isFalse();
	}

	private FunctionAnswer answer(WireRequest request, Duration limit) {
		return this.runtime.answer(WireFormat.writeRequest(request), limit);
	}

	private static WireResponse response(FunctionAnswer answer) {
		return WireFormat.readResponse(answer.body());
	}

	private static WireRequest request(long job, String arguments, boolean event) {
		Map<String, String> headers = event ? Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT) : Map.of();
		return new WireRequest(WireVersion.V1_1, job, args(arguments), null, null, headers, null, false);
	}

	private static byte[] args(String arguments) {
		return arguments.getBytes(StandardCharsets.UTF_8);
	}

	static class Jobs {

		@FaasJob(id = 1)
		int square(int number) {
			return number * number;
		}

		@FaasJob(id = 2)
		void checked() throws IOException {
			throw new FileNotFoundException("picture.png");
		}

		@FaasJob(id = 3)
		Mono<String> wrapped() {
			return Mono.fromCallable(() -> {
				throw new IOException("in a publisher");
			});
		}

		@FaasJob(id = 4)
		void endless() throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

}
