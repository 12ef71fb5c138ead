package io.blueprintfaas.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionRuntimeFailureTests {

	private final FunctionRuntime runtime = TestHandlers.runtime(new Jobs());

	@Test
	void tellsTypeMessageAndStack() {
		WireResponse response = call(1);
		assertThat(response.success()).isFalse();
		assertThat(response.result()).isEmpty();
		assertThat(response.errorType()).isEqualTo("java.io.FileNotFoundException");
		assertThat(response.error()).isEqualTo("picture.png");
		assertThat(response.stack()).startsWith("java.io.FileNotFoundException: picture.png\n\tat ")
			.contains("FunctionRuntimeFailureTests$Jobs.checked");
		assertThat(response.metrics().execution()).isNotNull();
	}

	@Test
	void unwrapsFailedFuture() {
		assertThat(call(2).errorType()).isEqualTo("java.lang.UnsupportedOperationException");
		assertThat(call(2).error()).isEqualTo("in a stage");
	}

	@Test
	void unwrapsWhatReactorWraps() {
		assertThat(call(3).errorType()).isEqualTo("java.io.IOException");
		assertThat(call(4).errorType()).isEqualTo("java.io.IOException");
	}

	@Test
	void keepsCompletionExceptionThatTheHandlerItselfThrew() {
		assertThat(call(5).errorType()).isEqualTo("java.util.concurrent.CompletionException");
	}

	@Test
	void answersErrors() {
		assertThat(call(6).errorType()).isEqualTo("java.lang.StackOverflowError");
		assertThat(call(7).errorType()).isEqualTo("java.lang.OutOfMemoryError");
		assertThat(call(8).errorType()).isEqualTo("java.lang.NoClassDefFoundError");
	}

	@Test
	void cutsLongStack() {
		assertThat(call(6).stack()).hasSize(StackText.LIMIT).endsWith("(cut)");
	}

	@Test
	void tellsTypeWhenThereIsNoMessage() {
		assertThat(call(9).error()).isEqualTo("java.lang.IllegalStateException");
	}

	@Test
	void answersExceptionThatCannotDescribeItself() {
		WireResponse response = call(10);
		assertThat(response.errorType()).isEqualTo(Mute.class.getName());
		assertThat(response.error()).isEqualTo(Mute.class.getName());
		assertThat(response.stack()).startsWith(Mute.class.getName() + "\n\tat ");
	}

	@Test
	void answersHandlerThatReturnsNoMono() {
		assertThat(call(11).error())
			.isEqualTo("The handler returned null and not a MONO: return an empty or completed one");
	}

	private WireResponse call(long job) {
		return this.runtime.handle(Calls.call(job, "[]"));
	}

	static final class Jobs {

		@FaasJob(id = 1)
		String checked() throws IOException {
			throw new FileNotFoundException("picture.png");
		}

		@FaasJob(id = 2)
		CompletableFuture<String> stage() {
			return CompletableFuture.completedFuture("").thenApply((text) -> {
				throw new UnsupportedOperationException("in a stage");
			});
		}

		@FaasJob(id = 3)
		Mono<String> mono() {
			return Mono.fromCallable(() -> {
				throw new IOException("in a Mono");
			});
		}

		@FaasJob(id = 4)
		String propagated() {
			throw Exceptions.propagate(new IOException("propagated"));
		}

		@FaasJob(id = 5)
		String completion() {
			throw new CompletionException(new IOException("its own"));
		}

		@FaasJob(id = 6)
		int deep() {
			return deep() + 1;
		}

		@FaasJob(id = 7)
		int large() {
			long[][] large = new long[Integer.MAX_VALUE][];
			large[0] = new long[Integer.MAX_VALUE];
			return large.length;
		}

		@FaasJob(id = 8)
		int missing() {
			throw new NoClassDefFoundError("example/Missing");
		}

		@FaasJob(id = 9)
		int silent() {
			throw new IllegalStateException();
		}

		@FaasJob(id = 10)
		int mute() {
			throw new Mute();
		}

		@FaasJob(id = 11)
		@Nullable Mono<String> none() {
			return null;
		}

	}

	static final class Mute extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("must not be asked");
		}

	}

}
