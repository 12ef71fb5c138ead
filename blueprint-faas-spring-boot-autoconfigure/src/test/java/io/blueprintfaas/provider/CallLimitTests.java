package io.blueprintfaas.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CallLimit}.
 */
class CallLimitTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	@Test
	void failsAtOnceWhenTooManyWait() {
		CallLimit limit = new CallLimit(1, 1, LONG);
		Disposable running = limit.run(Mono.never(), LONG).subscribe();
		Disposable waiting = limit.run(Mono.never(), LONG).subscribe();
		assertThatExceptionOfType(CallLimitException.class).isThrownBy(() -> limit.run(Mono.just(1), LONG).block())
			.withMessage("1 calls are under way and 1 are waiting");
		running.dispose();
		waiting.dispose();
		assertThat(limit.run(Mono.just(1), LONG).block()).isEqualTo(1);
	}

	@Test
	void failsWhenItWaitedAsLongAsItMay() {
		CallLimit limit = new CallLimit(1, 5, Duration.ofMillis(50));
		limit.run(Mono.never(), LONG).subscribe();
		assertThatExceptionOfType(CallLimitException.class).isThrownBy(() -> limit.run(Mono.just(1), LONG).block())
			.withMessage("1 calls were under way for 50 ms");
		assertThatExceptionOfType(CallLimitException.class)
			.isThrownBy(() -> limit.run(Mono.just(1), Duration.ofMillis(20)).block())
			.withMessage("1 calls were under way for 20 ms");
	}

	@Test
	void takesTurnsInOrder() {
		CallLimit limit = new CallLimit(1, 5, LONG);
		Sinks.One<Integer> first = Sinks.one();
		List<Integer> order = new ArrayList<>();
		limit.run(first.asMono(), LONG).subscribe(order::add);
		ConcurrentLinkedQueue<Integer> others = new ConcurrentLinkedQueue<>();
		for (int i = 1; i <= 3; i++) {
			int number = i;
			limit.run(Mono.fromSupplier(() -> others.add(number)), LONG).subscribe();
		}
		assertThat(others).isEmpty();
		first.tryEmitValue(0);
		await().untilAsserted(() -> assertThat(others).containsExactly(1, 2, 3));
	}

	@Test
	void letsNoMoreCallsThroughThanThereArePlaces() {
		CallLimit limit = new CallLimit(4, 1000, LONG);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Mono<Long> call = Mono.using(() -> most.accumulateAndGet(running.incrementAndGet(), Math::max),
				(number) -> Mono.delay(Duration.ofMillis(1)), (number) -> running.decrementAndGet());
		Flux.range(0, 1000)
			.flatMap((number) -> limit
				.run((number % 3 == 0) ? call.then(Mono.error(new IllegalStateException())) : call, LONG)
				.onErrorComplete()
				.subscribeOn(Schedulers.boundedElastic()), 200)
			.blockLast();
		assertThat(most).hasValue(4);
	}

	// Completion, cancellation and both times race here
	@Test
	void losesNoPlaceWhateverEndsACall() {
		CallLimit limit = new CallLimit(4, 1000, Duration.ofMillis(15));
		Mono<Long> call = Mono.delay(Duration.ofMillis(1));
		Flux.range(0, 4000)
			.flatMap((number) -> limit.run(call, LONG)
				.timeout(Duration.ofNanos(ThreadLocalRandom.current().nextInt(3_000_000)))
				.onErrorComplete()
				.subscribeOn(Schedulers.boundedElastic()), 200)
			.blockLast();
		Disposable[] all = new Disposable[4];
		Sinks.Many<Integer> begun = Sinks.many().replay().all();
		for (int i = 0; i < 4; i++) {
			int number = i;
			all[i] = limit.run(Mono.fromRunnable(() -> begun.tryEmitNext(number)).then(Mono.never()), LONG).subscribe();
		}
		assertThat(begun.asFlux().take(4).collectList().block(LONG)).hasSize(4);
		assertThatExceptionOfType(CallLimitException.class).isThrownBy(() -> limit.run(Mono.just(1), LONG).block());
		all[2].dispose();
		assertThat(limit.run(Mono.just(1), LONG).block()).isEqualTo(1);
	}

	@Test
	void endsLongQueueWithoutDeepStack() {
		CallLimit limit = new CallLimit(1, 100_000, LONG);
		Sinks.One<Integer> first = Sinks.one();
		limit.run(first.asMono(), LONG).subscribe();
		AtomicInteger ended = new AtomicInteger();
		for (int i = 0; i < 20_000; i++) {
			limit.run(Mono.fromSupplier(ended::incrementAndGet), LONG).subscribe();
		}
		first.tryEmitValue(0);
		await().untilAsserted(() -> assertThat(ended).hasValue(20_000));
	}

}
