package io.blueprintfaas.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionRuntimeShapeTests {

	private final FunctionRuntime runtime = TestHandlers.runtime(new Jobs());

	@Test
	void awaitsMono() {
		WireResponse response = this.runtime.handle(Calls.call(1, "[\"a\"]"));
		assertThat(Calls.result(response)).isEqualTo("\"mono a\"");
		assertThat(response.metrics().execution()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
	}

	@Test
	void awaitsEmptyMono() {
		assertThat(Calls.result(this.runtime.handle(Calls.call(2, "[]")))).isIn("null", "");
	}

	@Test
	void awaitsFluxAsList() {
		assertThat(Calls.result(this.runtime.handle(Calls.call(3, "[3]")))).isEqualTo("[0,1,2]");
		assertThat(Calls.result(this.runtime.handle(Calls.call(3, "[0]")))).isEqualTo("[]");
	}

	@Test
	void awaitsPublisherAsList() {
		assertThat(Calls.result(this.runtime.handle(Calls.call(4, "[]")))).isEqualTo("[\"a\",\"b\"]");
	}

	@Test
	void awaitsFuture() {
		assertThat(Calls.result(this.runtime.handle(Calls.call(5, "[\"a\"]")))).isEqualTo("\"future a\"");
	}

	@Test
	void awaitsStageThatIsNoFuture() {
		assertThat(Calls.result(this.runtime.handle(Calls.call(6, "[\"a\"]")))).isEqualTo("\"stage a\"");
	}

	static final class Jobs {

		@FaasJob(id = 1)
		Mono<String> mono(String text) {
			return Mono.delay(Duration.ofMillis(20)).map((tick) -> "mono " + text);
		}

		@FaasJob(id = 2)
		Mono<Void> empty() {
			return Mono.empty();
		}

		@FaasJob(id = 3)
		Flux<Integer> flux(int count) {
			return Flux.range(0, count);
		}

		@FaasJob(id = 4)
		Publisher<String> publisher() {
			return Flux.fromStream(Stream.of("a", "b"));
		}

		@FaasJob(id = 5)
		CompletableFuture<String> future(String text) {
			return CompletableFuture.supplyAsync(() -> "future " + text);
		}

		@FaasJob(id = 6)
		CompletionStage<String> stage(String text) {
			return CompletableFuture.supplyAsync(() -> "stage " + text).minimalCompletionStage();
		}

	}

}
