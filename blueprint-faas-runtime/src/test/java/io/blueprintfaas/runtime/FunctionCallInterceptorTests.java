package io.blueprintfaas.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionCallInterceptorTests {

	private final List<Object> seen = new ArrayList<>();

	@Test
	void standsAroundTheAwaitedResultWithWhatTravelledWithTheCall() {
		try (FunctionRuntime runtime = runtime((call, handler) -> {
			this.seen.add(call);
			Object result = handler.run();
			this.seen.add(result);
			return result;
		})) {
			WireResponse response = runtime.handle(request(Map.of("traceparent", "00-1-2-01")));
			assertThat(response.success()).isTrue();
			assertThat(this.seen).containsExactly(
					new FunctionCall(new JobKey(1, "square"), "call-1", Map.of("traceparent", "00-1-2-01"), true), 49);
			assertThat(this.seen.get(0)).asString().contains("traceparent").doesNotContain("00-1-2-01");
		}
	}

	@Test
	void seesHeadersOfRequestsInBytes() {
		try (FunctionRuntime runtime = runtime((call, handler) -> {
			this.seen.add(call.headers());
			return handler.run();
		})) {
			byte[] answer = runtime.answer(WireFormat.writeRequest(request(Map.of("a", "b"))), null).body();
			assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"success\":true");
			assertThat(this.seen).containsExactly(Map.of("a", "b"));
		}
	}

	@Test
	void failureOfTheInterceptorIsAnswered() {
		try (FunctionRuntime runtime = runtime((call, handler) -> {
			throw new IllegalStateException("no tracer");
		})) {
			WireResponse response = runtime.handle(request(Map.of()));
			assertThat(response.success()).isFalse();
			assertThat(response.error()).contains("no tracer");
		}
	}

	@Test
	void executionIsTheHandlersTimeAlone() throws InterruptedException {
		CountDownLatch never = new CountDownLatch(1);
		try (FunctionRuntime runtime = runtime((call, handler) -> {
			Object result = handler.run();
			assertThat(never.await(300, TimeUnit.MILLISECONDS)).isFalse();
			return result;
		})) {
			assertThat(runtime.handle(request(Map.of())).metrics().execution()).isLessThan(Duration.ofMillis(300));
		}
	}

	private static FunctionRuntime runtime(FunctionCallInterceptor interceptor) {
		return new FunctionRuntime(TestHandlers.of(new Jobs()), interceptor);
	}

	private static WireRequest request(Map<String, String> headers) {
		return new WireRequest(WireVersion.V1_1, 1, "[7]".getBytes(StandardCharsets.UTF_8), "call-1", null, headers,
				null, false);
	}

	static class Jobs {

		@FaasJob(id = 1)
		CompletableFuture<Integer> square(int number) {
			return CompletableFuture.supplyAsync(() -> number * number);
		}

	}

}
