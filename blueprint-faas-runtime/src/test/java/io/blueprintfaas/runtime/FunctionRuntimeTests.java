package io.blueprintfaas.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FunctionRuntimeTests {

	private final Jobs jobs = new Jobs();

	private final FunctionRuntime runtime = TestHandlers.runtime(this.jobs);

	@Test
	void answersInTheFormOfTheFirstVersionWhenAskedInIt() {
		String answer = handle("{\"job_id\":0,\"args\":[5,0,0,0,0,0,0,0]}");
		assertThat(answer).isEqualTo("{\"job_id\":0,\"result\":[25,0,0,0,0,0,0,0],\"success\":true}");
	}

	@Test
	void answersInTheFormOfTheSecondVersionWhenAskedInIt() {
		byte[] request = WireFormat.writeRequest(Calls.call(1, "[2,3]"));
		WireResponse response = WireFormat.readResponse(this.runtime.handle(request));
		assertThat(Calls.result(response)).isEqualTo("5");
		assertThat(response.jobId()).isEqualTo(1);
		assertThat(new String(this.runtime.handle(request), StandardCharsets.UTF_8)).contains("\"NQ==\"");
	}

	@Test
	void answersUnknownJobWithTheKnownOnes() {
		WireResponse response = this.runtime.handle(Calls.call(77, "[]"));
		assertThat(response.success()).isFalse();
		assertThat(response.jobId()).isEqualTo(77);
		assertThat(response.errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(response.error()).isEqualTo("There is no job 77 in this function; it has 'square' (0), 'add' (1), "
				+ "'nothing' (2), 'loop' (3). If the job is new, deploy the function again");
	}

	@Test
	void answersUnknownJobWhenThereIsNone() {
		try (FunctionRuntime empty = new FunctionRuntime(List.of())) {
			assertThat(empty.handle(Calls.call(1, "[]")).error()).contains("it has none");
		}
	}

	@Test
	void refusesOtherContractWithoutRunningTheHandler() {
		WireResponse response = this.runtime.handle(Calls.withContract(1, "[2,3]", "0123456789abcdef"));
		assertThat(response.errorType()).isEqualTo(WireResponse.CONTRACT_MISMATCH);
		assertThat(response.error()).contains("'add' (1)", "0123456789abcdef", contract(), "Deploy the function again");
		assertThat(this.jobs.calls).hasValue(0);
	}

	@Test
	void runsHandlerWhenContractIsEqual() {
		WireResponse response = this.runtime.handle(Calls.withContract(1, "[2,3]", contract()));
		assertThat(Calls.result(response)).isEqualTo("5");
		assertThat(this.jobs.calls).hasValue(1);
	}

	@Test
	void answersWarmingWithoutRunningAHandler() {
		WireResponse response = this.runtime.handle(WireRequest.warm(1));
		assertThat(response.success()).isTrue();
		assertThat(response.result()).isEmpty();
		assertThat(this.jobs.calls).hasValue(0);
	}

	@Test
	void answersWarmingOfUnknownJob() {
		byte[] answer = this.runtime.handle(WireFormat.writeRequest(WireRequest.warm(4711)));
		assertThat(WireFormat.readResponse(answer).success()).isTrue();
	}

	@Test
	void answersMalformedRequest() {
		WireResponse response = WireFormat
			.readResponse(this.runtime.handle("no JSON".getBytes(StandardCharsets.UTF_8)));
		assertThat(response.success()).isFalse();
		assertThat(response.error()).startsWith("The request cannot be read: ");
		assertThat(this.runtime.handle(new byte[0])).isNotEmpty();
	}

	@Test
	void answersArgumentsThatDoNotFit() {
		WireResponse response = this.runtime.handle(Calls.call(1, "[\"no number\", 3]"));
		assertThat(response.errorType()).isEqualTo(WireResponse.PAYLOAD);
		assertThat(response.error()).startsWith("The arguments of job 'add' (1) cannot be decoded: ");
		assertThat(this.jobs.calls).hasValue(0);
	}

	@Test
	void answersResultThatCannotBeEncoded() {
		WireResponse response = this.runtime.handle(Calls.call(3, "[]"));
		assertThat(response.errorType()).isEqualTo(WireResponse.PAYLOAD);
		assertThat(response.error()).startsWith("The result of job 'loop' (3) cannot be encoded: ");
		assertThat(response.metrics().execution()).isNotNull();
	}

	@Test
	void answersHandlerWithoutResult() {
		assertThat(Calls.result(this.runtime.handle(Calls.call(2, "[]")))).isIn("null", "");
		assertThat(this.jobs.calls).hasValue(1);
	}

	@Test
	void refusesTwoHandlersOfOneNumber() {
		List<FunctionHandler> twice = List.of(handler(), handler());
		assertThatIllegalArgumentException().isThrownBy(() -> new FunctionRuntime(twice))
			.withMessageContaining("'add' (1) and 'add' (1)");
	}

	private String handle(String request) {
		return new String(this.runtime.handle(request.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
	}

	private String contract() {
		return handler().contract();
	}

	private FunctionHandler handler() {
		return TestHandlers.of(this.jobs)
			.stream()
			.filter((handler) -> handler.key().id() == 1)
			.findFirst()
			.orElseThrow();
	}

	static final class Jobs {

		private final AtomicInteger calls = new AtomicInteger();

		@FaasJob(id = 0)
		byte[] square(byte[] number) {
			return new byte[] { (byte) (number[0] * number[0]), 0, 0, 0, 0, 0, 0, 0 };
		}

		@FaasJob(id = 1)
		int add(int one, int other) throws IOException {
			this.calls.incrementAndGet();
			return one + other;
		}

		@FaasJob(id = 2)
		void nothing() {
			this.calls.incrementAndGet();
		}

		@FaasJob(id = 3)
		Node loop() {
			Node node = new Node();
			node.next = node;
			return node;
		}

	}

	static final class Node {

		public Node next;

	}

}
