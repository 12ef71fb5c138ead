package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.provider.CallPreparationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Remembered}.
 */
class RememberedTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final Remembered<String> remembered = new Remembered<>(
			Mono.fromSupplier(() -> "value-" + this.asked.incrementAndGet()));

	@Test
	void asksOnce() {
		assertThat(this.remembered.known()).isNull();
		assertThat(this.remembered.get().block()).isEqualTo("value-1");
		assertThat(this.remembered.get().block()).isEqualTo("value-1");
		assertThat(this.remembered.known()).isEqualTo("value-1");
	}

	@Test
	void sharesQuestionAmongThoseWhoWaitEvenIfTheFirstDoesNot() {
		Sinks.One<String> answer = Sinks.one();
		Remembered<String> slow = new Remembered<>(Mono.defer(() -> {
			this.asked.incrementAndGet();
			return answer.asMono();
		}));
		slow.get().subscribe().dispose();
		Mono<Long> all = Flux.range(0, 100).flatMap((number) -> slow.get(), 100).count().cache();
		all.subscribe();
		answer.tryEmitValue("value");
		assertThat(all.block()).isEqualTo(100);
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void keepsNoFailure() {
		Remembered<String> failing = new Remembered<>(Mono.defer(() -> (this.asked.incrementAndGet() == 1)
				? Mono.error(new IllegalStateException("no")) : Mono.just("value")));
		assertThatIllegalStateException().isThrownBy(() -> failing.get().block()).withMessage("no");
		assertThat(failing.get().block()).isEqualTo("value");
	}

	@Test
	void asksForAnotherOnlyIfNobodyElseHas() {
		String first = this.remembered.get().block();
		assertThat(this.remembered.getInPlaceOf(first).block()).isEqualTo("value-2");
		assertThat(this.remembered.getInPlaceOf(first).block()).isEqualTo("value-2");
		this.remembered.forget(first);
		assertThat(this.remembered.get().block()).isEqualTo("value-2");
		this.remembered.forget(this.remembered.known());
		assertThat(this.remembered.get().block()).isEqualTo("value-3");
	}

	@Test
	void asksAgainAfterQuestionThatNobodyAnswers() {
		Remembered<String> silent = new Remembered<>(
				Mono.defer(() -> (this.asked.incrementAndGet() == 1) ? Mono.never() : Mono.just("value")),
				Duration.ofMillis(20));
		assertThatExceptionOfType(CallPreparationException.class).isThrownBy(() -> silent.get().block())
			.withMessage("Azure did not answer within 0 s");
		assertThat(silent.get().block()).isEqualTo("value");
	}

}
